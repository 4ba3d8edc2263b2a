"""Names and attributes of WordprocessingML, read tolerantly: a wrong value is as good as none."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = {
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}": _MAIN,
    "{http://purl.oclc.org/ooxml/officeDocument/math}": _MATHS,
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}": _RELATIONS,
}


def w(name: str) -> str:
    """The qualified name of an element or attribute of WordprocessingML."""
    return _MAIN + name


def mc(name: str) -> str:
    """The qualified name of an element of the markup-compatibility namespace."""
    return _COMPATIBILITY + name


def m(name: str) -> str:
    """The qualified name of an element of the mathematics namespace."""
    return _MATHS + name


def relation(element: Element) -> str | None:
    """The identifier of the relationship that the element points to."""
    return element.get(_RELATIONS + "id")


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


def in_usual_namespaces(root: Element) -> Element:
    """The tree with the names of Strict Open XML written as Word usually writes them."""
    if not any(str(root.tag).startswith(strict) for strict in _STRICT):
        return root
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = _usual(element.tag)
            for name, value in list(element.attrib.items()):
                if _usual(str(name)) != name:
                    del element.attrib[name]
                    element.set(_usual(str(name)), value)
    return root


def _usual(name: str) -> str:
    for strict, usual in _STRICT.items():
        if name.startswith(strict):
            return usual + name[len(strict) :]
    return name


_PASSED_OVER = {
    w(name)
    for name in ("pPr", "rPr", "sdtPr", "tcPr", "trPr", "tblPr", "tblGrid", "sectPr", "del", "moveFrom",
                 "delText", "fldData", "rt")
}  # fmt: skip


def shown_children(element: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """The wanted elements in order, however they are wrapped: in content controls, insertions, smart tags …

    What was deleted and what only describes is left out; of alternate content one form is taken.
    """
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _PASSED_OVER:
            continue
        if child.tag in wanted:
            yield child
        else:
            yield from shown_children(chosen(child), wanted)


def chosen(element: Element) -> Element:
    """The form of alternate content that is read: the first that holds text; any other element itself."""
    if element.tag != mc("AlternateContent"):
        return element
    forms = [form for form in element if form.tag in (mc("Choice"), mc("Fallback"))]
    return next((form for form in forms if has_text(form)), forms[0] if forms else element)


def has_text(element: Element) -> bool:
    """Whether any text stands in the element."""
    return any((text.text or "").strip() for text in element.iter(w("t"), m("t")))
