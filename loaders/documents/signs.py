"""Signs of symbol fonts as the characters that they look like."""

from loaders.documents.wordml import Element, attribute

# What differs from ASCII where documents use it; the private area's F0xx stands for xx of the font.
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBC: "…", 0xD7: "·",
}  # fmt: skip
_PRIVATE, _UNICODE = range(0xF000, 0xF100), range(0x20, 0x110000)
_ASCII, _SAME_IN_SYMBOL = range(0x20, 0x7F), range(0x20, 0x41)
_BULLETS = ("wingdings", "webdings", "zapf dingbats")


def sign_of(element: Element) -> str | None:
    """The character that a w:sym shows; None where its font is not known."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return None
    font = (attribute(element, "font") or "").lower()
    if code in _PRIVATE:
        return _of_font(font, code - _PRIVATE.start)
    return chr(code) if code in _UNICODE else None


def _of_font(font: str, code: int) -> str | None:
    if font.startswith(_BULLETS):
        return "•"
    if font == "symbol":
        return _SYMBOL.get(code) or (chr(code) if code in _SAME_IN_SYMBOL else None)
    return chr(code) if code in _ASCII else None
