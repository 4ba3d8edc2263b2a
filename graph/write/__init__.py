"""How the graph is written: terms, triples, evidence, the description of itself."""
