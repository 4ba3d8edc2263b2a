"""What the graph says beyond the reports: partnerships, their grounds, and every count."""
