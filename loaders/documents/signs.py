"""Signs of symbol fonts as the characters that they look like."""

from loaders.documents.wordml import Element, attribute

# What differs from ASCII where documents use it; the private area's F0xx stands for xx of the font.
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB9: "≠", 0xBC: "…", 0xD7: "·",
}  # fmt: skip
_BULLETS = ("wingdings", "webdings", "zapf dingbats")


def sign_of(element: Element) -> str | None:
    """The character that a w:sym shows; None where its font is not known."""
    try:
        code = int(attribute(element, "char") or "", 16)
    except ValueError:
        return None
    font = (attribute(element, "font") or "").lower()
    if not 0xF000 <= code <= 0xF0FF:
        return chr(code) if 0x20 <= code <= 0x10FFFF else None
    if font.startswith(_BULLETS):
        return "•"
    code -= 0xF000
    if font != "symbol":
        return chr(code) if 0x20 <= code < 0x7F else None
    return _SYMBOL.get(code) or (chr(code) if 0x20 <= code < 0x41 else None)
