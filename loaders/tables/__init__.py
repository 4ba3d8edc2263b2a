"""A document's tables as a report's rows: headings become columns, numbered rows entries."""
