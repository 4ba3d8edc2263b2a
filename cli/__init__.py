"""The `pobratim` command: composition, no logic of its own."""
