"""When a document was signed: the day, month or year said of it, or the days of the event."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from loaders.agreements.clauses import clause_about
from loaders.agreements.said import Said
from loaders.agreements.site import NounSite
from loaders.agreements.times import Time, find_times, ordinal_of
from loaders.agreements.words import before, plain, terms, vocabulary
from ontology.model import Term
from ontology.morphology import parses

_NEAR_LIFE = 40  # characters between what became of a document and the day of that
_BESIDE = 30  # characters before a day that tell of what it is
_MONTH = 31  # days after which a number comes again
_NEAR = 200  # characters between a signature and its time, names left out
_VERBS = frozenset({"VERB", "PRTS", "GRND"})


@dataclass(frozen=True, slots=True)
class EventDays:
    """The first and the last day of the entry."""

    start: date
    end: date

    def day(self, index: int) -> date | None:
        """The day of that index, from the last where it is below zero; None where the event is shorter."""
        day = (self.start if index >= 0 else self.end + timedelta(days=1)) + timedelta(days=index)
        return day if self.start <= day <= self.end else None

    def holds(self, time: Time) -> bool:
        """Whether a time lies within the days."""
        return self.start <= time.first and time.last <= self.end

    def numbered(self, number: int) -> date | None:
        """The first day that has this number in its month; None where none of the days has."""
        length = min((self.end - self.start).days, _MONTH)
        days = (self.start + timedelta(days=i) for i in range(length + 1))
        return next((day for day in days if day.day == number), None)


def signing_time(site: NounSite, event: EventDays | None, term: Said[Term] | None) -> Said[Time] | None:
    """When the document was signed, as the first rule that finds a time tells."""
    for rule in RULES:
        for time in rule(site, event):
            fitting = _fitting(time, event)
            if fitting is not None and not (term is not None and _within(time, term)):
                return Said(fitting, rule.__name__, time.start, time.end)
    return None


def told_after(following: NounSite, event: EventDays | None) -> Said[Time] | None:
    """«Протокол к договору 1998 года подписали 12 ноября»: the day after the document that it is about."""
    text = plain(following.cell.text)
    for time in _signed_at(following, *following.own, event):
        ahead = before(text, time.start, _BESIDE, following.noun.end)
        of_other = vocabulary().dated_by.search(ahead) or vocabulary().signed_already.search(ahead)
        if time.day is not None and of_other is None and _fitting(time, event) is not None:
            return Said(time, "beside_signature", time.start, time.end)
    return None


def _fitting(time: Time, event: EventDays | None) -> Time | None:
    """The time itself; a day that follows the event is none of a signature there."""
    return None if event is not None and time.first > event.end else time


def _within(time: Time, term: Said[Term]) -> bool:
    return term.start <= time.start and time.end <= term.end


def own_date(site: NounSite, event: EventDays | None) -> list[Time]:
    """«договор от 3 мая 2021 года», «договор между A и B (03.05.2021)»."""
    text = plain(site.cell.text)
    times = find_times(text, *site.own, event.start if event is not None else None)
    return [
        time
        for time in times
        if vocabulary().dated_by.search(before(text, time.start, 16, site.noun.end)) is not None
    ]


def beside_signature(site: NounSite, event: EventDays | None) -> list[Time]:
    """«договор, подписанный три года назад», «соглашение подписано в 2019 году», «подписан договор 3 мая»."""
    return _signed_at(site, *site.own, event) or _right_after(site, event)


def _right_after(site: NounSite, event: EventDays | None) -> list[Time]:
    """«подписи под договором 20 сентября», «подписан договор о дружбе 20 сентября»: a day of the event."""
    text = plain(site.cell.text)
    begin = site.noun_before if site.noun_before > site.clause[0] else site.ahead[0]
    if event is None or vocabulary().signature_words.search(text, begin, site.noun.start) is None:
        return []
    return [
        time
        for time in _times(text, site.noun.end, site.own[1], event)
        if time.day is not None
        and event.holds(time)
        and vocabulary().not_signing.search(before(text, time.start, _BESIDE, site.noun.end)) is None
    ]


def before_noun(site: NounSite, event: EventDays | None) -> list[Time]:
    """«9 июля подписан договор», «в 2016 году стороны подписали договор»: the last time before.

    A date of another document is none: «чтобы исполнить договор от 3 мая, стороны подписали план».
    """
    text = plain(site.cell.text)
    times = (_signed_at(site, *site.ahead, event) or _ahead_of_passive(site, event))[::-1]
    return [time for time in times if not _is_of_other(site, text, time)]


def _ahead_of_passive(site: NounSite, event: EventDays | None) -> list[Time]:
    """«В 2011 году договор о дружбе был подписан»: no verb parts the time from what was signed."""
    text, skeleton = plain(site.cell.text), site.skeleton
    signature = vocabulary().signature_words.search(text, *site.own)
    if signature is None or skeleton.position(signature.start()) - skeleton.position(site.noun.end) > _NEAR:
        return []
    since = max(site.ahead[0], site.noun_before)
    return [one for one in _times(text, since, site.noun.start, event) if not _has_verb(site, one.end)]


def _has_verb(site: NounSite, start: int) -> bool:
    """Whether something is told to happen between that character and the document's noun."""
    cell = site.cell
    between = range(cell.index_at(start), cell.index_at(site.noun.start))
    return any(cell.is_word(at) and parses(cell.word(at))[0].tag.POS in _VERBS for at in between)


def _is_of_other(site: NounSite, text: str, time: Time) -> bool:
    """«договор от 3 мая», «договор о дружбе 2015 года» before: a time that dates another document."""
    ahead = before(text, time.start, 16)
    if vocabulary().dated_by.search(ahead) is not None:
        is_aside = ahead.endswith("(")  # «подписан (3 мая) договор»
        return not is_aside or site.noun_before >= site.clause[0]
    is_told_of_other = vocabulary().signed_already.search(before(text, time.start, _BESIDE)) is not None
    if is_told_of_other and site.noun_before >= site.clause[0]:
        return True  # «к договору, заключенному 9 сентября, подписан протокол»
    is_wide = time.day is None and time.start > site.noun_before >= site.clause[0]
    return is_wide and vocabulary().told_when.search(ahead) is None


def _signed_at(site: NounSite, start: int, end: int, event: EventDays | None) -> list[Time]:
    """The times told in the characters that a signature stands beside."""
    text, skeleton = plain(site.cell.text), site.skeleton
    aside = vocabulary().concession.search(text, start, end)
    end = aside.start() if aside is not None else end
    signatures = [match.start() for match in vocabulary().signature_words.finditer(text, start, end)]
    positions = [skeleton.position(at) for at in signatures]
    return [
        time
        for time in _times(text, start, end, event)
        if any(abs(skeleton.position(time.start) - at) <= _NEAR for at in positions)
    ]


def said_further(site: NounSite, event: EventDays | None) -> list[Time]:
    """«Церемония подписания прошла 22 сентября»: told in a sentence that goes on about it."""
    text = plain(site.cell.text)
    return [
        time
        for start, end in site.further
        if vocabulary().signing_told.search(text, start, end) is not None
        for time in _times(text, start, end, event)
    ]


def that_day(site: NounSite, event: EventDays | None) -> list[Time]:
    """«Главный день – 6 сентября. В этот день подписан договор»: the day of the sentence before.

    So is the only day of the event that the words before a colon tell.
    """
    text = plain(site.cell.text)
    if site.clause[0] == 0:
        return []
    words, clause = vocabulary(), clause_about(site.cell, max(0, site.clause[0] - 1))
    times = _days_told(text, *clause, event)
    is_same = words.same_day.search(text, *site.ahead) or words.day_of_signing.search(text, *clause)
    if is_same is not None:
        return times[-1:]
    is_led = text[clause[1] : clause[1] + 1] == ":" and len(times) == 1 and event is not None
    return [time for time in times if is_led and event is not None and event.holds(time)]


def _days_told(text: str, start: int, end: int, event: EventDays | None) -> list[Time]:
    return [time for time in _times(text, start, end, event) if time.day is not None]


def counted_day(site: NounSite, event: EventDays | None) -> list[Time]:
    """«Форум открылся 3 сентября, а на следующий день подписан договор»: counted from a day told before."""
    text, (start, end) = plain(site.cell.text), site.ahead
    told = ((one.days, one.pattern.search(text, start, end)) for one in vocabulary().counted_days)
    days, counted = next(((days, found) for days, found in told if found is not None), (0, None))
    if counted is None:
        return []
    earlier = _days_told(text, start, counted.start(), event)
    if not earlier and site.clause[0] > 0:
        earlier = _days_told(text, *clause_about(site.cell, site.clause[0] - 1), event)
    return [_days_on(time, days, counted.end()) for time in earlier[-1:]]


RULES = (own_date, counted_day, beside_signature, before_noun, said_further, that_day)
"""What tells when a document was signed, the first that finds a time."""


def _days_on(time: Time, days: int, end: int) -> Time:
    """The day that so many days lead to; its words go on to those that count them."""
    day = time.first + timedelta(days=days)
    return replace(time, first=day, last=day, end=end)


def _times(text: str, start: int, end: int, event: EventDays | None) -> list[Time]:
    """The times told between two characters, a day of the event by its place in it among them."""
    if event is None:
        return sorted(find_times(text, start, end, None), key=_begin)
    found = find_times(text, start, end, event.start)
    found += _by_place_in_event(text, start, end, event)
    found += [time for time in _by_number(text, start, end, event) if not _overlaps(time, found)]
    return sorted(found, key=_begin)


def _begin(time: Time) -> int:
    return time.start


def _overlaps(time: Time, others: list[Time]) -> bool:
    return any(time.start < other.end and other.start < time.end for other in others)


def _by_place_in_event(text: str, start: int, end: int, event: EventDays) -> Iterator[Time]:
    """«на второй день форума»: the day of an event of several days that is told by its place in it."""
    for told in terms().day_of_event.finditer(text, start, end) if event.start != event.end else ():
        day = event.day(terms().days_of_event[told[told.lastindex or 1]])
        if day is not None:
            yield Time(day, day, *told.span())


def _by_number(text: str, start: int, end: int, event: EventDays) -> Iterator[Time]:
    """«23-го числа», «двадцать пятого – подписание»: the only day of the event that has this number."""
    for told in terms().day_number.finditer(text, start, end):
        figures, short, tens, ordinal = told.groups()
        number = int(figures or short) if figures or short else ordinal_of(tens, ordinal)
        day = event.numbered(number)
        if day is not None:
            yield Time(day, day, *told.span())


def time_of_life(site: NounSite, event: EventDays | None, life: Said[str] | None) -> Said[Time] | None:
    """The day told beside what became of the document: «прекратил действие с 1 июля 2025 года»."""
    if life is None:
        return None
    text, skeleton = plain(site.cell.text), site.skeleton
    near = event.start if event is not None else None
    begin, end = skeleton.position(life.start), skeleton.position(life.end)
    for time in find_times(text, site.ahead[0], site.own[1], near):
        at = skeleton.position(time.start)
        beside = begin - _NEAR_LIFE <= at <= end + _NEAR_LIFE
        if (
            time.day is not None
            and beside
            and vocabulary().not_of_life.search(before(text, time.start, 8)) is None
        ):
            return Said(time, "beside_life", time.start, time.end)
    return None
