"""What tells whose and where an organisation is: an ordered list of rules.

Each looks at one sort of evidence (brackets after the name, places in it, what stands before it …) and
answers what that tells of country and place, or nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from loaders.cell import Extent
from loaders.mentions import PlaceMention
from loaders.organisations.evidence import is_place_stem
from loaders.organisations.head_nouns import head_at
from loaders.organisations.kinds import kind_of
from loaders.organisations.lexicon import is_among, lexicon
from loaders.organisations.named_cells import NamedCell
from loaders.organisations.phrases import Phrase, Sort
from loaders.organisations.place_phrases import place_end
from loaders.organisations.standing import standing_in
from loaders.organisations.surroundings import (
    HomeSign,
    Surroundings,
    adjective_place,
    is_inside,
    of_country,
    quoted_bodies,
    quotes_of,
    settlement,
    told_by,
    unquoted,
)
from ontology.gazetteer import Place
from ontology.gazetteer import load as load_gazetteer
from ontology.gazetteer.forms import adjective_stem
from ontology.lexicon.organisations import KnownBody, LegalForm
from ontology.model import CellName, PlaceRef
from ontology.morphology import parses

_MOST_HEADS = 4
_LONGEST_LIST = 3000
_LONGEST_CLAUSE = 400

Rule = Callable[[Phrase, Surroundings], HomeSign | None]


def union_body(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«Постоянный Комитет Союзного государства», «Российско-Белорусская комиссия»."""
    if phrase.kind == "education":
        return None
    owners = [p for p in phrase.parts if p.sort is Sort.BODY]
    if len(owners) == 2:
        told = {p.place.country for p in around.between(owners[0].start, owners[1].end)}
        is_union = told == set(lexicon().signs.union_code.split("-"))
    else:
        is_union = lexicon().signs.union.search(unquoted(phrase)) is not None
    return HomeSign(lexicon().signs.union_code) if is_union else None


def sending_state(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«Посольство Республики Беларусь в Российской Федерации»: whom it represents, not where."""
    if not lexicon().signs.senders.search(unquoted(phrase)):
        return None
    named = around.within(phrase)
    sender = next((known.country for known in _known_owners(phrase)), None)
    if sender is not None:
        return HomeSign(sender, settlement(named))
    seat = [p.place for p in named[1:] if p.place.kind != "country"]
    return HomeSign(named[0].place.country, seat[-1] if seat else settlement(named[:1])) if named else None


def _known_owners(phrase: Phrase) -> list[KnownBody]:
    """The known bodies that it belongs to."""
    return [part.body.known for part in phrase.parts if part.body is not None and part.body.known is not None]


def national_head(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«хокимият Паркентского района»: a sort of body that one country has, and a place that no list knows."""
    country = phrase.head.country if phrase.head is not None else None
    if country is None:
        return None
    named = settlement(around.within(phrase))
    unknown = named is not None and named.gazetteer_id is None
    place = replace(named, country=country) if named is not None and unknown else named
    return HomeSign(country, place)


def bracketed_country(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«… (г. Быхов, Республика Беларусь)», which may hold of the whole list before it."""
    told = _in_brackets(phrase, around)
    return told_by(told) if any(mention.place.kind == "country" for mention in told) else None


def bracketed_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«… (г. Быхов)»."""
    return told_by(_in_brackets(phrase, around))


def _in_brackets(phrase: Phrase, around: Surroundings) -> list[PlaceMention]:
    closing = phrase.words.brackets.get(phrase.full_end)
    return [] if closing is None else around.between(phrase.full_end + 1, closing)


def stated_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«Министерство спорта Смоленской области», «Витебский областной музей»: a place outside the quotes."""
    outside = _outside_quotes(phrase, around)
    nouns = [p for p in outside if p.form == "noun"]
    if not nouns and lexicon().signs.of_city.search(unquoted(phrase)):
        outside = []
    nearer = _nearer_than(nouns, phrase, around)
    by_adjective = (Sort.MODIFIER, Sort.MEMBER, Sort.BODY)
    return nearer or told_by(outside) or adjective_place(phrase, by_adjective, around)


def _outside_quotes(phrase: Phrase, around: Surroundings) -> list[PlaceMention]:
    quotes = quotes_of(phrase)
    return [p for p in around.within(phrase) if not any(is_inside(p, q, phrase.words) for q in quotes)]


def _nearer_than(nouns: list[PlaceMention], phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """The town or district that an adjective tells where nouns tell no more than its region."""
    if not nouns or not all(p.place.kind in _WIDE and _comes_last(p, phrase) for p in nouns):
        return None
    nearer = _own_adjective(phrase, around)
    return nearer if nearer is not None and nearer.country == nouns[0].place.country else None


_WIDE = frozenset({"region", "country"})


def _comes_last(mention: PlaceMention, phrase: Phrase) -> bool:
    """Whether it stands at the end of the name, or behind it: «райисполком (Могилевской области)»."""
    last = (*phrase.parts, *phrase.tail)[-1]
    return is_inside(mention, last, phrase.words)


_CORE = frozenset({Sort.HEAD, Sort.ABBREVIATION, Sort.ACRONYM, Sort.KNOWN})


def _own_adjective(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """The place smaller than a region that adjectives tell, its own or those of a greater body."""
    own = _adjective_of_head(phrase, around)
    bodies = (_own_adjective(p.body, around) for p in phrase.parts if p.body is not None)
    told = own or next((body for body in bodies if body is not None), None)
    return told if told is not None and told.place is not None and told.place.kind not in _WIDE else None


def _adjective_of_head(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """The place that the adjectives before the head tell."""
    head = next((i for i, part in enumerate(phrase.parts) if part.sort in _CORE), 0)
    before = phrase._replace(parts=phrase.parts[:head]) if head else None
    return None if before is None else adjective_place(before, (Sort.MODIFIER, Sort.MEMBER), around)


def following_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«(из собрания музея «…», г. Полоцк, Республика Беларусь)», and any in the place cell."""
    words, at = phrase.words, phrase.full_end
    if not words.is_bracketed(phrase.start) and words.name is not CellName.PLACE:
        return None
    told: list[PlaceMention] = []
    position = words.tokens[at - 1].end
    for mention in around.near(position, len(words.text)):
        if not _only_marks(words, position, mention.span.start):
            break
        told.append(mention)
        position = mention.span.end
    return told_by(told)


def _only_marks(words: NamedCell, start: int, end: int) -> bool:
    """Whether nothing stands between but commas and what marks a town: «, г. »."""
    marks = {",", ".", *lexicon().place_words.town_marks}
    return all(words.plain(i) in marks for i in words.words_in(Extent(start, end)))


def coming_from(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«ООО «…» из Смоленской области», «ансамбль «…» из г. Орши»."""
    words, at = phrase.words, phrase.full_end
    end = place_end(words, at + 1) if is_among(lexicon().place_words.origins, words.word(at)) else None
    return None if end is None else told_by(around.between(at + 1, end))


def legal_country(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«ГУО», «РУП» are Belarusian forms, «МБУК», «ФГБОУ» Russian ones; «ОО «БРСМ»» by whom it holds."""
    told = (form.country for form in _forms(phrase) if not (form.or_abroad and around.far_countries))
    country = next((code for code in told if code is not None), None)
    known = [body for body in (phrase.known, *quoted_bodies(phrase)) if body is not None]
    return of_country(country or next((body.country for body in (*known, *_known_owners(phrase))), None))


def _forms(phrase: Phrase) -> list[LegalForm]:
    """The legal forms in a name, its own first."""
    bodies = (phrase, *(part.body for part in phrase.parts if part.body is not None))
    return [body.form for body in bodies if body.form is not None]


def binational_body(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«Российско-германская палата», «Индо-Российская палата»: of the other country."""
    modifiers = (part for part in phrase.parts if part.sort is Sort.MODIFIER)
    words = (phrase.words.plain(i) for part in modifiers for i in range(part.start, part.end))
    told = (_other_country(word, around.home.place.country) for word in words if "-" in word)
    return of_country(next((country for country in told if country is not None), None))


def _other_country(word: str, home: str) -> str | None:
    """The country of a word for two, of which one is the home country."""
    first, _, second = word.partition("-")
    one, other = _country_of_adjective(first), _country_of_adjective(second)
    return other if one == home else one if other == home else None


def _country_of_adjective(word: str) -> str | None:
    """The country whose adjective it is, whole («германская») or as the first of two («китайско-»)."""
    short = lexicon().signs.short_countries.get(word)
    if short is not None or word == "":
        return short
    stem = word[:-1] if is_place_stem(word[:-1]) else adjective_stem(word)
    found = (p.country for p in load_gazetteer().by_adjective(stem or "") if p.kind == "country")
    return next(found, None)


def led_delegation(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«делегация Объединенных Арабских Эмиратов во главе с владельцем компании …»."""
    position = phrase.words.tokens[phrase.start].start
    clause = max(0, position - _LONGEST_CLAUSE)
    led = lexicon().signs.led.search(phrase.words.text[clause:position])
    if led is None:
        return None
    return told_by(around.near(clause + led.start("whose"), clause + led.end("whose")))


def quoted_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«ОАО «Минский автомобильный завод»»: a place inside the quotes."""
    if _is_nicknamed(phrase):
        return None
    within = around.within(phrase)
    near = around.home.near_countries | {v.country for v in around.venues} | around.countries_beside(within)
    inside = [p for p in within if p.place.country in near and not around.is_nickname(p)]
    return told_by(inside) or adjective_place(phrase, (Sort.QUOTES,), around) or _of_site(phrase)


def _is_nicknamed(phrase: Phrase) -> bool:
    """«отряд «Курган»»: what the quotes of such a head hold is no place."""
    is_such = phrase.head is not None and phrase.head.lemma in lexicon().traits.nicknamed
    return is_such and phrase.form is None and kind_of(phrase) != "sport"


def _of_site(phrase: Phrase) -> HomeSign | None:
    """«мемориальный комплекс «Хатынь»»: a site called as its village, no thing of a dictionary."""
    if phrase.head is None or phrase.head.lemma not in lexicon().traits.called_as_villages:
        return None
    for quotes in quotes_of(phrase):
        name = phrase.words.plain(quotes.start + 1)
        if quotes.end - quotes.start == 3 and not _is_common_noun(name):
            return _in_one_country(load_gazetteer().named(name))
    return None


def _is_common_noun(word: str) -> bool:
    return any(reading.is_known and "Geox" not in reading.tag.grammemes for reading in parses(word))


def _in_one_country(places: Sequence[Place]) -> HomeSign | None:
    """The country of places that all lie in one, and which one, if it is the only."""
    if len({place.country for place in places}) != 1:
        return None
    found = places[0]
    is_only = len(places) == 1
    told = PlaceRef(found.name, found.kind, found.country, found.id) if is_only else None
    return HomeSign(found.country, told)


def described_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«смоленской гимназии № 4», «смоленское предприятие ООО «…»»: a place's adjective before the name."""
    before = phrase.start - 1
    while before > 0 and phrase.start - before < _MOST_HEADS and head_at(phrase.words, before) is not None:
        before -= 1
    return told_by([p for p in around.between(before, before + 1) if p.form != "noun"])


def described_country(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«белорусского предприятия ООО «…»»: a country's adjective a little before the name."""
    before = around.between(max(0, phrase.start - 3), phrase.start)
    told = [p for p in before if p.form == "country_adjective"]
    return of_country(told[-1].place.country) if told else None


def national_words(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«исполнительный комитет», «республиканское …» are Belarusian, «муниципальный» Russian."""
    return of_country(_nation_of(phrase.words.slice(phrase.start, phrase.full_end)))


@lru_cache(maxsize=5_000)
def _nation_of(name: str) -> str | None:
    """The country of which the words are; a report names the same bodies again and again."""
    return next((country for country, words in lexicon().signs.national.items() if words.search(name)), None)


def introduced(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«встреча с руководством белорусских предприятий: …»: the place before the colon of a list."""
    words = phrase.words
    position = words.tokens[phrase.start].start
    colon = words.text.rfind(":", max(0, position - _LONGEST_LIST), position)
    near = range(phrase.start - _MOST_HEADS, phrase.start)
    if colon < 0 or any(is_among(lexicon().words.sides, words.word(i)) for i in near):
        return None
    if words.sentence_at(colon) != words.sentence_at(position):
        return None
    clause = max(words.text.rfind(mark, 0, colon) for mark in (";", "\n", ". "))
    told = around.near(clause + 1, colon)
    return of_country(told[-1].place.country) if told else None


def preceding_place(phrase: Phrase, around: Surroundings) -> HomeSign | None:
    """«г. Минск, Республика Беларусь, Белорусский государственный университет» in the place cell."""
    if phrase.words.name is not CellName.PLACE:
        return None
    told = [
        p for p in around.places if p.span.end <= phrase.words.tokens[phrase.start].start and p.form == "noun"
    ]
    return told_by(told)


RULES: tuple[Rule, ...] = (
    union_body,
    sending_state,
    national_head,
    bracketed_country,
    bracketed_place,
    coming_from,
    stated_place,
    standing_in,
    legal_country,
    binational_body,
    following_place,
    described_place,
    described_country,
    quoted_place,
    led_delegation,
    national_words,
    introduced,
    preceding_place,
)

# What stands about a name may tell only the region that its own words are more precise than.
AROUND = (bracketed_country, bracketed_place, following_place, preceding_place)
