"""The library of questions, one .rq file each, and what runs them."""
