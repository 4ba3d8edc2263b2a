"""What programs may ask, told as OpenAPI and as a page: every address that gives data, with examples."""
