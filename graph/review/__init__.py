"""What is uncertain, asked of people, and what they judged."""
