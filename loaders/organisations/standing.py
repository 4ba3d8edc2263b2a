"""Where a body stands that the words right after its name tell: «завод «Айсберг» в Рославле»."""

from loaders.organisations.lexicon import lexicon
from loaders.organisations.phrases import Phrase
from loaders.organisations.place_phrases import place_end
from loaders.organisations.surroundings import HomeSign, Surroundings, told_by

_LONGEST_DEED = 120
_HOUSES = frozenset({"company", "culture", "education", "health_social"})


def standing_in(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«Институт истории в Минске»: a house, where nothing before it tells what it did there."""
    words, at, signs = phrase.words, phrase.full_end, lexicon().signs
    if phrase.kind not in _HOUSES or words.plain(at) not in signs.within:
        return None
    end = place_end(words, at + 1)
    start = words.tokens[phrase.start].start
    sentence = words.text[max(words.sentence_at(start).start, start - _LONGEST_DEED) : start]
    if end is None or signs.deeds.search(sentence) is not None:
        return None
    return told_by([p for p in around.between(at + 1, end) if p.place.kind not in ("country", "region")])
