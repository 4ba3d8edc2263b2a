"""The grammar of origins: which mentions only locate others, and whether somebody comes from a place."""
