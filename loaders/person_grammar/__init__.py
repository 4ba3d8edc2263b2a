"""The grammar of people: names, the posts before them, and whether the named act in the row."""
