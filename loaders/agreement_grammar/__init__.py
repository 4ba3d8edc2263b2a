"""The grammar of agreements: the words that tell of one, its document, its parties."""
