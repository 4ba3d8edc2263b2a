"""From a question in a reader's own words to stored questions with their parameters."""
