"""Whose names and posts are one person's."""
