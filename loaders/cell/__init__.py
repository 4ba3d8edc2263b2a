"""A cell, read once: its text, tokens, sentences and clauses, and the one form in which words compare."""
