"""What every request and answer goes through: bounds, headers, caching, negotiation, errors."""
