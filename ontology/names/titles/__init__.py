"""The titles of events."""
