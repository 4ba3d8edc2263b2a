"""The network of partnerships: what is shown of it, and how it is drawn and saved."""
