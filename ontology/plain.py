"""The one form in which words are compared: lower case, ё as е."""


def plain(text: str) -> str:
    """The text as it is compared: in lower case, with ё as е, as most people type it; as long as before."""
    return text.lower().replace("ё", "е")
