"""What an event's title is made of: number, name, kind, occasion, and the larger event it belongs to."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ontology.names.phrases import Wordings
from ontology.names.titles.lexicon import event_words
from ontology.names.words import Bases, base, fold, roman, tidy, words

_GAP_IN_HYPHEN = re.compile(r"(?<=\w)-\s+(?=\w)")
_TOKEN = re.compile(r"\d{1,3}-[^\W\d_]{1,3}(?!\w)|[^\W_]+|[«»,()]")
_LONGEST_NUMBER = 3
_MARKS = frozenset("«»,()")


@dataclass(frozen=True, slots=True)
class EventTitle:
    """A title taken apart.

    `plain` is its words without those on taking part; `names` are the quoted names without gaps, as they
    sound; `kind` the bases that tell what it is, `specific` those of them that not every event shares,
    `classes` what titles.yml counts them among; `occasion` why it was held. `frame` is the larger event that
    the title says it is part of; `holiday` what is kept, of a title that tells nothing else («День города»);
    `is_participation` tells a title of somebody's part («Участие в …»).
    """

    plain: str
    names: frozenset[str] = frozenset()
    kind: Bases = ()
    specific: frozenset[str] = frozenset()
    occasion: frozenset[str] = frozenset()
    ordinal: int | None = None
    classes: frozenset[str] = frozenset()
    frame: "EventTitle | None" = None
    holiday: frozenset[str] = frozenset()
    is_everywhere: bool = False
    is_participation: bool = False

    @property
    def core(self) -> str:
        """The words that identify the event, without its number and occasion."""
        return " ".join((*sorted(self.names), *self.kind))


@lru_cache(maxsize=200_000)
def take_apart(text: str) -> EventTitle:
    """The parts of an event's title."""
    tokens: list[str] = _TOKEN.findall(_GAP_IN_HYPHEN.sub("-", tidy(text)))
    named = _without_participation(tokens)
    main, frame = _split_frame(named)
    main, session_of = _split_session(main, frame)
    title = _read(named, main, _read(session_of, session_of, None) if session_of else None)
    return replace(title, is_participation=len(named) < len(tokens))


def _bases(tokens: list[str]) -> list[str]:
    return [base(token) for token in tokens]


def _without_participation(tokens: list[str]) -> list[str]:
    found = _bases(tokens)
    if found and (start := event_words().participation.at(found, 0)) is not None:
        return tokens[start[0] :]
    return tokens


def _split_frame(tokens: list[str]) -> tuple[list[str], list[str]]:
    """What stands before «в рамках», and after; quoted names are never cut."""
    at = _first_outside_quotes(tokens, [fold(piece) for piece in tokens], event_words().frames)
    return (tokens, []) if at is None else (tokens[: at[0]], tokens[at[0] + at[1] :])


def _split_session(main: list[str], frame: list[str]) -> tuple[list[str], list[str]]:
    """«Открытие форума …» is a part of the forum; a frame that is said outright goes before."""
    if frame:
        return main, frame
    found = _bases(main)
    session = event_words().sessions.at(found, 0) if found else None
    if session is None or session[0] >= len(main) or main[session[0]] in _MARKS:
        return main, []
    if fold(main[session[0]]) in event_words().small:  # «мастер-класс по ткачеству» is no part of «ткачество»
        return main, []
    if main[session[0] - 1].lower().endswith(event_words().endings.adjective):
        return main, []  # «открытый турнир» opens nothing
    return main[: session[0]], main[session[0] :]


def _first_outside_quotes(tokens: list[str], found: list[str], wordings: Wordings) -> tuple[int, int] | None:
    """Where the first of the wordings begins after the first token, and its length."""
    depth = 0
    for index, piece in enumerate(tokens):
        depth += (piece == "«") - (piece == "»")
        if depth <= 0 and index > 0 and (at := wordings.at(found, index)) is not None:
            return index, at[0]
    return None


def _read(whole: list[str], tokens: list[str], frame: EventTitle | None) -> EventTitle:
    lexicon = event_words()
    plain, quoted = _split_quotes(tokens)
    names = [name for name in quoted if base(name[0]) != lexicon.day]
    kind_tokens, occasion = _split_occasion(plain)
    occasion += [word for name in quoted if name not in names for word in name]
    kind = _kind(kind_tokens)
    return EventTitle(
        plain=" ".join(_unmarked(whole)),
        names=frozenset(sound("".join(name)) for name in names),
        kind=kind,
        specific=frozenset(kind) - lexicon.generic,
        occasion=frozenset(_bases(occasion)) - lexicon.small - _MARKS,
        ordinal=_first_ordinal(kind_tokens),
        classes=_classes(kind),
        frame=frame,
        holiday=_holiday(_unmarked(kind_tokens), occasion, names),
        is_everywhere=not lexicon.everywhere.isdisjoint(kind),
    )


def _first_ordinal(tokens: list[str]) -> int | None:
    return next((number for number in map(_ordinal, tokens) if number is not None), None)


def _classes(kind: Bases) -> frozenset[str]:
    classes = event_words().classes
    return frozenset(classes[word] for word in kind if word in classes)


def _unmarked(tokens: list[str]) -> list[str]:
    return [word for word in tokens if word not in _MARKS]


def _kind(tokens: list[str]) -> Bases:
    """What the event is: words that tell it, numbers aside, those that count as one as one."""
    lexicon = event_words()
    found = (base(word) for word in _unmarked(tokens) if _ordinal(word) is None)
    return tuple(lexicon.alike.get(word, word) for word in found if word not in lexicon.small)


def _holiday(kind: list[str], occasion: list[str], names: list[list[str]]) -> frozenset[str]:
    """«День города», «Торжества, посвященные юбилею города», «Праздник «Купалье»»: what is kept."""
    lexicon = event_words()
    found = [word for word in _bases(kind) if word not in lexicon.small and not word.isdigit()]
    begin = _begins_feast(found)
    if not lexicon.celebrations.issuperset(found[:begin]):
        return frozenset()
    if not names:
        return _feast(found[begin:] or _bases(occasion))
    return frozenset(word for name in names for word in _bases(name)) if found else frozenset()


def _begins_feast(found: list[str]) -> int:
    """Where the first word stands that a feast is called by."""
    marks = event_words().feast_marks | event_words().feasts
    return next((index for index, word in enumerate(found) if word in marks), len(found))


def _feast(kept: list[str]) -> frozenset[str]:
    """What of the words tells the feast; nothing where they tell none."""
    lexicon = event_words()
    told = {lexicon.jubilees.get(word, word) for word in kept if not word.isdigit()}
    told -= lexicon.leading | lexicon.small | lexicon.celebrations | _MARKS
    is_feast = not told.isdisjoint(lexicon.feasts)
    is_told = is_feast or (len(told) > 1 and not told.isdisjoint(lexicon.feast_marks))
    return frozenset(told) if is_told else frozenset()


def _split_quotes(tokens: list[str]) -> tuple[list[str], list[list[str]]]:
    """The words outside quotation marks, a bare «» where a name stood, and the outermost quoted names."""
    plain: list[str] = []
    names: list[list[str]] = []
    depth = 0
    for piece in tokens:
        if piece == "«":
            depth += 1
            if depth == 1:
                names.append([])
                plain.append("«")
        elif piece == "»":
            depth = max(0, depth - 1)
        elif depth:
            names[-1].extend(words(piece))
        else:
            plain.append(piece)
    return plain, [name for name in names if name]


def _split_occasion(plain: list[str]) -> tuple[list[str], list[str]]:
    """What the event is, and why it was held: from «посвященный» to the name or the end."""
    unquoted = ["," if piece == "«" else piece for piece in plain]
    at = _first_outside_quotes(unquoted, _bases(unquoted), event_words().occasions)
    if at is None:
        return plain, []
    end = next((index for index in range(at[0], len(plain)) if plain[index] == "«"), len(plain))
    return plain[: at[0]] + plain[end:], plain[at[0] : end]


def _ordinal(token: str) -> int | None:
    number, ending = _number_and_ending(token.lower())
    if number.isdigit() and len(number) <= _LONGEST_NUMBER and ending in event_words().endings.ordinal:
        return int(number)
    return roman(token) if token.isupper() else None


def _number_and_ending(token: str) -> tuple[str, str]:
    """«5-го», «5го»: the figures, and what follows them."""
    number = token.rstrip("".join(sorted(set(token) - set("0123456789"))))
    return number, token[len(number) :].removeprefix("-")


def sound(name: str) -> str:
    """A name as it sounds: unstressed vowels and Belarusian spelling make no difference."""
    return fold(name).translate(event_words().sounds)
