"""The grammar of dates: months, words of a date, parts of a period."""
