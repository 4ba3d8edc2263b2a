"""Facts → identity → triples → checked snapshot → store."""
