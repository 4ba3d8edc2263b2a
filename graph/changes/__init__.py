"""What changed between two snapshots, and how it is told."""
