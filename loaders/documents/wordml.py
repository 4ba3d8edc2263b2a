"""Names and attributes of WordprocessingML, read tolerantly: a wrong value is as good as none."""

from lxml import etree

Element = etree._Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return _MAIN + name


def mc(name: str) -> str:
    """The qualified name of an element of the markup-compatibility namespace."""
    return _COMPATIBILITY + name


def attribute(element: Element | None, name: str) -> str | None:
    """The attribute's value, or None where element or attribute is missing."""
    return None if element is None else element.get(w(name))


def integer(element: Element | None, name: str, default: int = 0) -> int:
    """The attribute as a whole number, or the default where it is none."""
    value = attribute(element, name) or ""
    return int(value) if value.isdecimal() and len(value) < 7 else default


def is_on(element: Element | None) -> bool:
    """Whether a switch such as w:vanish is there and not turned off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off")
