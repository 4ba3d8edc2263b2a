"""The explorer and the endpoint, served from one snapshot."""
