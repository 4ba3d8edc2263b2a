"""Which spellings denote one organisation."""
