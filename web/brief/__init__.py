"""Briefs: a page or two on a side, a partner, a sector, a period or a meeting, each line with its grounds."""
