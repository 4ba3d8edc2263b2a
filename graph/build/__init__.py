"""A build: reports become a checked snapshot, and what of it is told."""
