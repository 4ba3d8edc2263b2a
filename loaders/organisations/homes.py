"""Whose and where an organisation is: its country and place, by an ordered list of rules.

Each rule looks at one sort of evidence (brackets after the name, places in it, the list it stands in …) and
answers what that tells of country and place, or nothing. The first answer to each decides.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from loaders.mentions import PlaceMention
from loaders.organisations.head_nouns import head_at
from loaders.organisations.kinds import kind_of
from loaders.organisations.lexicon import lexicon
from loaders.organisations.phrases import Phrase, Sort
from loaders.organisations.place_phrases import place_end
from loaders.organisations.surroundings import (
    Evidence,
    Home,
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
from ontology.model import CellName, PlaceRef
from ontology.morphology import parses

_MOST_HEADS = 4
_LONGEST_LIST = 3000
_LONGEST_CLAUSE = 400


Rule = Callable[[Phrase, Surroundings], Evidence | None]


def locate(phrase: Phrase, around: Surroundings) -> Home | None:
    """The home that the phrase or what stands about it tells; None where only the entry as a whole can."""
    if _is_international(phrase) and not around.within(phrase):
        return Home(None, None, "international")
    country, place, decided, is_wide = None, None, "", False
    for rule in RULES:
        found = rule(phrase, around)
        if found is None:
            continue
        if country is None and found.country is not None:
            country, decided = found.country, rule.__name__
        if (place is None or (is_wide and found.place != place)) and _fits(found, country):
            place = found.place
            is_wide = rule in _AROUND and place is not None and place.kind == "region"
    return None if country is None else Home(country, _place_name(place, phrase, around), decided)


def _is_international(phrase: Phrase) -> bool:
    known = phrase.known
    if known is not None and not known.takes_country:
        return known.country is None
    if phrase.kind == "education":
        return False
    return lexicon().expressions["international"].search(unquoted(phrase)) is not None


def _fits(found: Evidence, country: str | None) -> bool:
    """Whether the place may be the body's: told together with the country, or lying in it."""
    if found.place is None or found.place.kind == "country":
        return False
    return country in {None, lexicon().union, found.country} or found.place.country == country


def _place_name(place: PlaceRef | None, phrase: Phrase, around: Surroundings) -> str | None:
    """The place by the name that tells best where the body is."""
    if place is None:
        return None
    told = (rule(place, phrase, around) for rule in (_municipality_of_row, _city_of_district, _seat_of_house))
    return next((name for name in told if name is not None), place.name)


def _municipality_of_row(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """In a municipality's own rows, that municipality for a body called by its adjective."""
    mine = around.municipality
    if mine is None or place.country != around.home.place.country or _is_stated(place, phrase, around):
        return None
    municipality = around.home.municipality(mine)
    stem = adjective_stem(municipality.adjective.lower()) if municipality is not None else None
    words = (around.words.plain(i) for i in range(phrase.start, phrase.end))
    return _short(mine) if stem is not None and any(word.startswith(stem) for word in words) else None


def _city_of_district(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """«Администрация Московского района г. Минска» is in Minsk."""
    if place.kind != "district" or place.within is None:
        return None
    city = load_gazetteer().get(place.within)
    return city.name if city is not None and city.kind in _TOWNS else None


def _seat_of_house(place: PlaceRef, phrase: Phrase, around: Surroundings) -> str | None:
    """«Витебская областная библиотека» where the row tells of Витебск: a house stands in a town."""
    if place.kind != "region" or phrase.kind not in _HOUSES or _is_stated(place, phrase, around):
        return None
    seat = around.named_by(adjective_stem(place.name.split()[0].lower()) or "")
    return None if seat is None else seat.name


_TOWNS = frozenset({"city", "town", "village"})
_HOUSES = frozenset({"culture", "education", "health_social", "company"})


def _is_stated(place: PlaceRef, phrase: Phrase, around: Surroundings) -> bool:
    return any(p.place == place and p.form == "noun" for p in around.within(phrase))


def _short(municipality: str) -> str:
    return re.sub(r"^город\s+", "", municipality)


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def union_body(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«Постоянный Комитет Союзного государства», «Российско-Белорусская комиссия»."""
    if phrase.kind == "education":
        return None
    owners = [p for p in phrase.parts if p.sort is Sort.BODY]
    if len(owners) == 2:
        told = {p.place.country for p in around.between(owners[0].start, owners[1].end)}
        return Evidence(lexicon().union) if told == set(lexicon().union.split("-")) else None
    return Evidence(lexicon().union) if lexicon().expressions["union"].search(unquoted(phrase)) else None


def sending_state(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«Посольство Республики Беларусь в Российской Федерации»: whom it represents, not where."""
    if not lexicon().expressions["senders"].search(unquoted(phrase)):
        return None
    named = around.within(phrase)
    sender = next(
        (p.body.known for p in phrase.parts if p.body is not None and p.body.known is not None), None
    )
    if sender is not None and sender.country is not None:
        return Evidence(sender.country, settlement(named))
    if not named:
        return None
    seat = [p.place for p in named[1:] if p.place.kind != "country"]
    return Evidence(named[0].place.country, seat[-1] if seat else settlement(named[:1]))


def bracketed_country(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«… (г. Быхов, Республика Беларусь)», which may hold of the whole list before it."""
    told = _in_brackets(phrase, around)
    return told_by(told) if any(mention.place.kind == "country" for mention in told) else None


def bracketed_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«… (г. Быхов)»."""
    return told_by(_in_brackets(phrase, around))


def _in_brackets(phrase: Phrase, around: Surroundings) -> list[PlaceMention]:
    closing = phrase.words.brackets.get(phrase.full_end)
    return [] if closing is None else around.between(phrase.full_end + 1, closing)


def stated_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«Министерство спорта Смоленской области», «Витебский областной музей»: a place outside the quotes."""
    outside = _outside_quotes(phrase, around)
    nouns = [p for p in outside if p.form == "noun"]
    if not nouns and lexicon().expressions["of_city"].search(unquoted(phrase)):
        outside = []
    nearer = _nearer_than(nouns, phrase, around)
    by_adjective = (Sort.MODIFIER, Sort.MEMBER, Sort.BODY)
    return nearer or told_by(outside) or adjective_place(phrase, by_adjective, around)


def _outside_quotes(phrase: Phrase, around: Surroundings) -> list[PlaceMention]:
    quotes = quotes_of(phrase)
    return [p for p in around.within(phrase) if not any(is_inside(p, q, phrase.words) for q in quotes)]


def _nearer_than(nouns: list[PlaceMention], phrase: Phrase, around: Surroundings) -> Evidence | None:
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


def _own_adjective(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """The place smaller than a region that adjectives tell, its own or those of a greater body."""
    head = next((i for i, part in enumerate(phrase.parts) if part.sort in _CORE), 0)
    before = replace(phrase, parts=phrase.parts[:head]) if head else None
    own = before and adjective_place(before, (Sort.MODIFIER, Sort.MEMBER), around)
    bodies = (_own_adjective(p.body, around) for p in phrase.parts if p.body is not None)
    told = own or next((body for body in bodies if body is not None), None)
    return told if told is not None and told.place is not None and told.place.kind not in _WIDE else None


def following_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«(из собрания музея «…», г. Полоцк, Республика Беларусь)», and any in the place cell."""
    words, at = phrase.words, phrase.full_end
    if not words.is_bracketed(phrase.start) and words.name is not CellName.PLACE:
        return None
    told: list[PlaceMention] = []
    position = words.tokens[at - 1].end
    for mention in around.near(position, len(words.text)):
        if (
            re.fullmatch(r"[\s,]*(?:(?:г|пос|дер|пгт|аг)\.\s*)?", words.text[position : mention.span.start])
            is None
        ):
            break
        told.append(mention)
        position = mention.span.end
    return told_by(told)


def coming_from(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«ООО «…» из Смоленской области», «ансамбль «…» из г. Орши»."""
    words, at = phrase.words, phrase.full_end
    end = place_end(words, at + 1) if lexicon().has("origins", words.word(at)) else None
    return None if end is None else told_by(around.between(at + 1, end))


def legal_country(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«ГУО», «РУП» are Belarusian forms, «МБУК», «ФГБОУ» Russian ones; «ОО «БРСМ»» by whom it holds."""
    forms = [phrase.form] + [p.body.form for p in phrase.parts if p.body is not None]
    known = [phrase.known, *quoted_bodies(phrase)] + [
        p.body.known for p in phrase.parts if p.body is not None
    ]
    told = (f.country for f in forms if f is not None and not (f.or_abroad and around.far_countries))
    country = next((code for code in told if code is not None), None)
    return of_country(country or next((k.country for k in known if k is not None), None))


def binational_body(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«Российско-германская палата», «Индо-Российская палата»: of the other country."""
    words = phrase.words
    for part in phrase.parts:
        for i in range(part.start, part.end) if part.sort is Sort.MODIFIER else ():
            first, _, second = words.plain(i).partition("-")
            other = second if first == "российско" else first if second.startswith("российск") else ""
            country = _country_of_adjective(other)
            if country is not None:
                return Evidence(country)
    return None


def _country_of_adjective(word: str) -> str | None:
    """The country whose adjective it is, whole («германская») or as the first of two («китайско-»)."""
    short = lexicon().short_countries.get(word)
    if short is not None or word == "":
        return short
    stem = word.removesuffix("о") if word.endswith(("ско", "цко")) else adjective_stem(word)
    found = (p.country for p in load_gazetteer().by_adjective(stem or "") if p.kind == "country")
    return next(found, None)


def led_delegation(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«делегация Объединенных Арабских Эмиратов во главе с владельцем компании …»."""
    position = phrase.words.tokens[phrase.start].start
    clause = max(0, position - _LONGEST_CLAUSE)
    led = lexicon().expressions["led"].search(phrase.words.text[clause:position])
    if led is None:
        return None
    return told_by(around.near(clause + led.start("whose"), clause + led.end("whose")))


def quoted_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«ОАО «Минский автомобильный завод»»: a place inside the quotes."""
    is_nicknamed = phrase.head is not None and phrase.head.lemma in lexicon().lists["nicknamed"]
    if phrase.form is None and is_nicknamed and kind_of(phrase) != "sport":
        return None
    near = around.home.near_countries | {v.country for v in around.venues}
    inside = [p for p in around.within(phrase) if p.place.country in near and not around.is_nickname(p)]
    return told_by(inside) or adjective_place(phrase, (Sort.QUOTES,), around) or _of_site(phrase)


def _of_site(phrase: Phrase) -> Evidence | None:
    """«мемориальный комплекс «Хатынь»»: a site called as its village, no thing of a dictionary."""
    if phrase.head is None or phrase.head.lemma not in lexicon().lists["called_as_villages"]:
        return None
    for quotes in quotes_of(phrase):
        name = phrase.words.plain(quotes.start + 1)
        if quotes.end - quotes.start == 3 and not _is_common_noun(name):
            return _in_one_country(load_gazetteer().named(name))
    return None


def _is_common_noun(word: str) -> bool:
    return any(reading.is_known and "Geox" not in reading.tag for reading in parses(word))


def _in_one_country(places: Sequence[Place]) -> Evidence | None:
    """The country of places that all lie in one, and which one, if it is the only."""
    if len({place.country for place in places}) != 1:
        return None
    found = places[0]
    is_only = len(places) == 1
    told = PlaceRef(found.name, found.kind, found.country, found.id) if is_only else None
    return Evidence(found.country, told)


def described_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«смоленской гимназии № 4», «смоленское предприятие ООО «…»»: a place's adjective before the name."""
    before = phrase.start - 1
    while before > 0 and phrase.start - before < _MOST_HEADS and head_at(phrase.words, before) is not None:
        before -= 1
    return told_by([p for p in around.between(before, before + 1) if p.form != "noun"])


def described_country(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«белорусского предприятия ООО «…»»: a country's adjective a little before the name."""
    before = around.between(max(0, phrase.start - 3), phrase.start)
    told = [p for p in before if p.form == "country_adjective"]
    return of_country(told[-1].place.country) if told else None


def national_words(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«исполнительный комитет», «республиканское …» are Belarusian, «муниципальный» Russian."""
    text = phrase.words.slice(phrase.start, phrase.full_end)
    countries = (country for country, words in lexicon().national if words.search(text))
    return of_country(next(countries, None))


def introduced(phrase: Phrase, around: Surroundings) -> Evidence | None:
    """«встреча с руководством белорусских предприятий: …»: the place before the colon of a list."""
    words = phrase.words
    text = words.text
    position = words.tokens[phrase.start].start
    colon = text.rfind(":", 0, position)
    if (
        colon < 0
        or any(lexicon().has("sides", words.word(i)) for i in range(phrase.start - _MOST_HEADS, phrase.start))
        or position - colon > _LONGEST_LIST
        or re.search(r"[.!?]\s*\n|[а-я»)]\.\s+[А-Я]", text[colon:position])
    ):
        return None
    clause = max(text.rfind(mark, 0, colon) for mark in (";", "\n", ". "))
    told = around.near(clause + 1, colon)
    return of_country(told[-1].place.country) if told else None


def preceding_place(phrase: Phrase, around: Surroundings) -> Evidence | None:
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
    bracketed_country,
    bracketed_place,
    coming_from,
    stated_place,
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
_AROUND = (bracketed_country, bracketed_place, following_place, preceding_place)
