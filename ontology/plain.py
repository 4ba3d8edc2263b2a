"""The one form in which words are compared, and the one in which they are mostly typed."""


def plain(text: str) -> str:
    """The text as it is compared: in lower case, with ё as е, as most people type it; as long as before."""
    return with_e(text.lower())


def with_e(text: str) -> str:
    """The text with its ё as е, otherwise as it is."""
    return text.replace("ё", "е").replace("Ё", "Е")
