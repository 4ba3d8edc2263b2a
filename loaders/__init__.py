"""Documents in, typed facts out; knows no RDF and no store."""
