"""How runs look, as far as it changes what they say: hidden or struck through, by themselves or by style."""

from dataclasses import dataclass

from loaders.documents.wordml import Element, attribute, is_on, w

_STRUCK = ("strike", "dstrike")


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a document that hide their text or strike it through."""

    hidden: frozenset[str]
    struck: frozenset[str]

    def is_hidden(self, run: Element, paragraph: Element | None) -> bool:
        """Whether Word does not show the run."""
        own = run.find(f"{w('rPr')}/{w('vanish')}")
        return is_on(own) if own is not None else self._by_style(self.hidden, run, paragraph)

    def is_struck(self, run: Element, paragraph: Element | None) -> bool:
        """Whether a line goes through the run's text."""
        own = [one for kind in _STRUCK if (one := run.find(f"{w('rPr')}/{w(kind)}")) is not None]
        return any(map(is_on, own)) if own else self._by_style(self.struck, run, paragraph)

    def _by_style(self, styles: frozenset[str], run: Element, paragraph: Element | None) -> bool:
        if not styles:
            return False
        of_run = attribute(run.find(f"{w('rPr')}/{w('rStyle')}"), "val")
        of_paragraph = (
            attribute(paragraph.find(f"{w('pPr')}/{w('pStyle')}"), "val") if paragraph is not None else None
        )
        return of_run in styles or of_paragraph in styles


def read_looks(styles: Element | None) -> Looks:
    """The styles that hide or strike, also by the style they are based on."""
    if styles is None:
        return Looks(frozenset(), frozenset())
    defined = {attribute(one, "styleId") or "": one for one in styles.iter(w("style"))}
    return Looks(
        frozenset(name for name in defined if _says(defined, name, ("vanish",))),
        frozenset(name for name in defined if _says(defined, name, _STRUCK)),
    )


def _says(defined: dict[str, Element], name: str, kinds: tuple[str, ...]) -> bool:
    seen: set[str] = set()
    while name in defined and name not in seen:
        seen.add(name)
        own = [one for kind in kinds if (one := defined[name].find(f"{w('rPr')}/{w(kind)}")) is not None]
        if own:
            return any(map(is_on, own))
        name = attribute(defined[name].find(w("basedOn")), "val") or ""
    return False
