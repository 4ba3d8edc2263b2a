"""The network of partnerships as a drawing: its graph, its layout, its stand-alone page."""
