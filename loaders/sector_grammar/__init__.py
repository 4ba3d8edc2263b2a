"""What a row says of sectors: words that speak for them, and the votes that every reading gives."""
