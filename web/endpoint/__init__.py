"""The graph for programs: SPARQL, linked data, the ontology and the catalogue."""
