"""The explorer's own index of a snapshot: one SQLite file that holds what wide pages and search ask for."""
