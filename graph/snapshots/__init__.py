"""Snapshots on disk and the stores in them."""
