"""The words that bodies' names are made of: one entry a word, with all that any reader knows of it."""
