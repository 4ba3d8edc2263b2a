"""What an office's decisions teach: entries for its lexicon, what each changes, checks that it stays so."""
