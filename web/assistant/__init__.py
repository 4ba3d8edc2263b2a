"""What an assistant may ask: a few tools over the graph, each answer with the IRIs and rows it rests on."""
