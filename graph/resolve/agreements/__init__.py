"""Which mentions are of one agreement, and its stages."""
