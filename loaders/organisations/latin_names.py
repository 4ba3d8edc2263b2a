"""Companies written in Latin letters: «Sigma Trade Co., Ltd.», «Alfa d.o.o.», «Xtra GmbH & Co. KG»."""

import re

from loaders.organisations.named_cells import NamedCell

_FORM = (
    r"(?:(?:Co\.?,?\s*|Pte\.?\s*|Pvt\.?\s*)?(?:Ltd|LTD)|Limited|LLC|L\.L\.C|LLP|Inc|GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|SE"
    r"|Corp|Corporation|Company|Group|Holding|JSC|OJSC|CJSC|PLC|FZE|FZCO|SRL|S\.R\.L|S\.r\.l|SpA|S\.p\.A|SA|S\.A"
    r"|B\.V|N\.V|D\.?O\.?O|d\.?o\.?o|A\.?[SŞ]|a\.s|s\.r\.o|Sp\.\s*z\s*o\.\s*o|Kft|UAB|SIA|OÜ)"
)
_WORD = r"(?:[A-ZŞÖÜÇÄ][\w&'’-]*|&|of|and|for)"
_COMPANY = re.compile(
    rf"[A-ZŞÖÜÇÄ][\w&'’-]*(?:\s+{_WORD}){{0,8}}?,?\s+{_FORM}(?![\w])(?:\.(?=\s*[,;()»”\"]|\s+[а-яё]))?"
)
_LEGAL_FORM = re.compile(rf"{_FORM}(?![\w])\.?")
_LATIN = re.compile(r"[A-Z][\w&-]*\Z")
_LONGEST = 160
_MOST_WORDS = 12


def is_latin(word: str) -> bool:
    """Whether the word begins with a Latin capital."""
    return word[:1].isascii() and word[:1].isupper()


def company_end(words: NamedCell, at: int) -> int | None:
    """The end of Latin words with a legal form among the last of them."""
    if not is_latin(words.word(at)):
        return None
    start = words.tokens[at].start
    found = _COMPANY.match(words.text, start, start + _LONGEST)
    if found is None:
        return None
    return _index_after(words, at, found.end())


def form_end(words: NamedCell, at: int) -> int | None:
    """The end of a Latin legal form by itself: after a quotation («Anhui Sun» Co., Ltd)."""
    if not is_latin(words.word(at)):
        return None
    start = words.tokens[at].start
    found = _LEGAL_FORM.match(words.text, start, start + _LONGEST)
    return None if found is None else _index_after(words, at, found.end())


def _index_after(words: NamedCell, at: int, end: int) -> int:
    while at < len(words) and words.tokens[at].start < end:
        at += 1
    return at


def latin_end(words: NamedCell, at: int) -> int:
    """The end of a run of capitalised Latin words; `at` itself where there is none."""
    end = at
    while end - at < _MOST_WORDS and _LATIN.match(words.word(end)):
        end += 1
    return end
