"""What the names of things are made of: taken apart in one place, by one set of words."""
