"""The names of organisations."""
