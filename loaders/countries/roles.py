"""Whether a foreign place takes part or is only spoken of: ordered rules, the first that answers decides."""

import re
from dataclasses import dataclass

from loaders.cell import AND
from loaders.cell.text import is_people
from loaders.countries.words import country_words
from loaders.origins.coming import comes_from, home_of_winner
from loaders.origins.contests import played_for, prize
from loaders.origins.words import origin_words
from loaders.places.context import Context, words_back
from loaders.places.words import is_adjective, is_verb
from ontology.home import load as load_home
from ontology.model import CellName
from ontology.morphology import parses
from ontology.remembered import remembered

_LONGEST_CHAIN = 8
_LAST_MARK = re.compile(r"\s*(,|\s[–—-])\s+")
_ADVERBS = ("ADVB", "PREP")
_NAMES = frozenset({"Name", "Surn", "Patr"})


@dataclass(frozen=True, slots=True)
class PlaceSetting:
    """A place with what governs it; the first place of its list tells.

    `chain` are the words that it depends on, the nearest first, up to a `verb` or `preposition`: of «рассказ
    о творчестве поэтов Индии» they are поэтов, творчестве, and the preposition о. The chain goes on through
    «из», which makes it one of `whence`: «рассказ о поэтах из Индии». `in_theme` is true where the
    preposition stands in what is told of: «фильм о чемпионате в Катаре».
    """

    context: Context
    index: int
    chain: tuple[str, ...]
    whence: bool = False
    preposition: str = ""
    verb: str = ""
    in_theme: bool = False

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in a quotation."""
        return self.context.quotation(self.index) is not None

    @property
    def is_far(self) -> bool:
        """Whether it lies neither at home nor in a neighbouring country."""
        return self.context.mentions[self.index].place.country not in load_home().near_countries

    @property
    def is_far_country(self) -> bool:
        """Whether it is a country that lies so."""
        return self.is_far and self.context.mentions[self.index].place.kind == "country"

    def told_before(self, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands before it in its sentence."""
        return self.context.told_before(self.index, stems)

    def told(self, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands in its sentence."""
        return self.context.told_in_sentence(self.index, stems)


NOTHING_AGAINST = "nothing_against"
"""Why a place has a part that no rule speaks for or against."""


def part_of(context: Context, index: int) -> str | None:
    """What tells that the place has a part in the event: the first rule that answers decides."""
    setting = _read(context, index)
    for rule in RULES:
        answer = rule(setting)
        if answer is not None:
            return rule.__name__ if answer else None
    return NOTHING_AGAINST


def _read(context: Context, index: int) -> PlaceSetting:
    words, chain, whence = country_words(), list[str](), False
    head = _clause_of_people(context.before(context.first_of_list[index]).rstrip().removesuffix("("))
    back = _without_coordinates(words_back(head, _LONGEST_CHAIN))
    for at, word in enumerate(back):
        if chain and _is_governed_by_none(chain[-1], word):
            break
        if word in words.whence:
            whence = True
        elif word in words.prepositions:
            in_theme = _leads_theme(back[at + 1 :])
            return PlaceSetting(context, index, tuple(chain), whence, preposition=word, in_theme=in_theme)
        elif is_verb(word):
            return PlaceSetting(context, index, tuple(chain), whence, verb=word)
        else:
            chain.append(word)
    return PlaceSetting(context, index, tuple(chain), whence)


def _without_coordinates(back: list[str]) -> list[str]:
    """The words, the nearest first, without «и» and the noun before it that is only one more."""
    kept: list[str] = []
    for at, word in enumerate(back):
        is_joined = at > 0 and back[at - 1] == AND and bool(kept)
        if word != AND and not (is_joined and _cases(kept[-1]) & _cases(word)):
            kept.append(word)
    return kept


@remembered
def _cannot_be_genitive(word: str) -> bool:
    """«опыт», «коллегами»: whether a dictionary has the word for a noun, and it is no genitive."""
    nouns = [one.tag for one in parses(word) if one.is_known and one.tag.POS == "NOUN"]
    return bool(nouns) and len(nouns) == len(parses(word)) and all(tag.case != "gent" for tag in nouns)


def _is_governed_by_none(word: str, before: str) -> bool:
    """«(из) Вологды опыт (храмов Сербии)»: whether the noun before it does not govern the word."""
    return _cannot_be_genitive(word) and parses(before)[0].tag.POS == "NOUN"


def _clause_of_people(head: str) -> str:
    """What follows the last comma or dash where people begin who are of no list: «…, врачи Гродно»."""
    outside, mark, inside = _LAST_MARK.split(head)[-3:] if _LAST_MARK.search(head) else ("", "", head)
    before, after = words_back(outside, 1), words_back(inside, 3)
    if not (mark and before and after) or not is_people(after[-1]):
        return head
    return head if _cases(before[0]) & _cases(after[-1]) else inside


def _cases(word: str) -> set[str | None]:
    return {reading.tag.case for reading in parses(word)} - {None}


def _leads_theme(back: list[str]) -> bool:
    """Whether words, the nearest first, go back to «о» past no verb: «о чемпионате мира»."""
    words = country_words()
    first = next((at for at, word in enumerate(back) if word in words.prepositions or is_verb(word)), None)
    return first is not None and first > 0 and back[first] in words.about


def in_place_cell(setting: PlaceSetting) -> bool | None:
    """«г. Минск»: the event was held there; «портал «Культура России»» tells no place."""
    if setting.context.cell.name is not CellName.PLACE:
        return None
    mention = setting.context.mentions[setting.index]
    return not (setting.is_quoted and mention.place.kind == "country")


def home_of_person(setting: PlaceSetting) -> bool | None:
    """«Гран-при завоевал Артур Петросян (Армения)», «кубок уехал в Кричев»: of somebody who acts, or wins."""
    told = (rule(setting.context, setting.index) for rule in (home_of_winner, prize, played_for))
    return True if any(answer is not None for answer in told) else None


def is_of_a_war(context: Context, index: int) -> bool:
    """Whether the place is named for a war there, be it in somebody's name."""
    return of_a_war(_read(context, index)) is False


def of_a_war(setting: PlaceSetting) -> bool | None:
    """«погибшие при исполнении воинского долга в Афганистане», «ветераны Афганистана», «битва за Берлин»."""
    words = country_words()
    if setting.is_far_country and setting.chain and setting.chain[0].startswith(words.veterans):
        return False
    if setting.preposition in words.where and setting.told_before(words.wars):
        return False
    if setting.preposition in words.fought_for and setting.told_before(words.battles):
        return False
    return False if any(word.startswith(words.battles) for word in setting.chain) else None


def thing_from_afar(setting: PlaceSetting) -> bool | None:
    """«письма из Парижа», «кофе из Колумбии»: a thing, which nobody trades in."""
    words, nearest = country_words(), "".join(setting.chain[:1])
    if setting.whence and nearest.startswith(origin_words().moved):
        return False
    is_thing = nearest.startswith(words.things)
    comes_so = is_thing and setting.whence and setting.is_far
    return False if comes_so and not setting.told(words.trade) else None


def in_title_of_work(setting: PlaceSetting) -> bool | None:
    """«Конкурс «Индия глазами детей»»: a title's theme, unless a dash joins those who meet."""
    if not setting.is_quoted:
        return None
    return setting.context.joined(setting.index)


def of_a_life(setting: PlaceSetting) -> bool | None:
    """«Поэт родился в Риме», «земляк завоевал медаль в Токио»: a life that is told of."""
    words = country_words()
    if setting.verb.startswith(words.lives) and not setting.whence:
        return False
    if not setting.told_before(words.lives):
        return None
    return None if _someone_comes(setting) and setting.preposition not in words.where else False


def in_past_clause(setting: PlaceSetting) -> bool | None:
    """«преподаватель, стажировавшийся в Каире», «сыгранный прежде в Варшаве»: what was done there once."""
    words = country_words()
    if setting.preposition not in words.where or setting.chain:
        return None
    head = setting.context.before(setting.context.first_of_list[setting.index])
    back = [word for word in words_back(head, 4)[1:] if parses(word)[0].tag.POS not in _ADVERBS]
    if not back or back[0].startswith(words.held):
        return None
    return False if any({"PRTF", "past"} <= one.tag.grammemes for one in parses(back[0])) else None


def of_a_relation(setting: PlaceSetting) -> bool | None:
    """«сотрудничество предприятий Китая», «дни культуры Китая»: something that has the place for a side."""
    relations = country_words().relations
    return True if any(word.startswith(relations) for word in setting.chain) else None


def spoken_about(setting: PlaceSetting) -> bool | None:
    """«беседа о писателях Китая», «экскурсия по музеям Лондона», «заочное путешествие в Египет»."""
    words = country_words()
    if setting.whence and _is_end_of_range(setting):
        return False
    if setting.preposition in words.about:
        return None if setting.told_before(words.relations) else False
    if setting.preposition in (*words.through, *words.where):
        return False if _is_in_tale(setting) else None
    return False if setting.preposition in words.towards else None


def _is_in_tale(setting: PlaceSetting) -> bool:
    """«фильм о чемпионате в Катаре», «заочное путешествие в Египет»: what is only told of there."""
    words = country_words()
    if setting.is_far and setting.in_theme and not setting.told_before(words.relations):
        return True
    return setting.told_before(words.tales) and not setting.told_before(words.trips)


def _is_end_of_range(setting: PlaceSetting) -> bool:
    """«монеты от Перу до Мальдив»: whether «до» follows what «от» begins."""
    back, after = words_back(setting.context.before(setting.index), 1), setting.context.after(setting.index)
    leads, ends = country_words().range_words
    return back == [leads] and after.split()[:1] == [ends]


def of_those_who_come(setting: PlaceSetting) -> bool | None:
    """«министр культуры Индии», but «творчество писателей Индии»: the word farthest out decides."""
    words = country_words()
    if setting.context.cell.name is CellName.PARTICIPANTS:
        return True
    for word in reversed(setting.chain):
        if word.startswith(words.devoted) or _is_theme(word):
            return False
        if _is_one_who_comes(word):
            return not setting.told_before(words.learnt)
    return None


def _is_theme(word: str) -> bool:
    return word.startswith(country_words().themes) and not (is_adjective(word) or is_people(word))


def listed_as_themes(setting: PlaceSetting) -> bool | None:
    """«викторина о столицах: Париж, Рим»: what a colon announces is what the words before it are about."""
    context, words = setting.context, country_words()
    announced = context.before(context.first_of_list[setting.index]).rstrip().endswith(":")
    return False if announced and setting.told_before((*words.themes, *words.tales)) else None


def far_without_role(setting: PlaceSetting) -> bool | None:
    """A far country that the content names has a part by a word that says so: «выступили в Риме»."""
    if setting.context.cell.name is not CellName.CONTENT or not setting.is_far:
        return None
    words = country_words()
    form = setting.context.mentions[setting.index].form
    sent = setting.whence and (not setting.chain or setting.chain[0].startswith(words.sent))
    if form != "noun" or sent or setting.preposition in words.together:
        return True
    if setting.told((*words.relations, *words.performances)):
        return True
    return comes_from(setting.context, setting.index) is not None


def _someone_comes(setting: PlaceSetting) -> bool:
    is_named = setting.whence and bool(setting.chain) and _may_be_name(setting.chain[0])
    return is_named or any(_is_one_who_comes(word) for word in setting.chain)


def _may_be_name(word: str) -> bool:
    """«Милица Йованович из Белграда»: whether the word is a person's name, or in no dictionary."""
    readings = parses(word)
    return not readings[0].is_known or bool(_NAMES & readings[0].tag.grammemes)


def _is_one_who_comes(word: str) -> bool:
    words = origin_words()
    if word.startswith((*country_words().officials, *words.participants)) and not is_adjective(word):
        return True
    return word.startswith(words.participles) or is_people(word)


RULES = (
    in_place_cell,
    home_of_person,
    of_a_war,
    thing_from_afar,
    in_title_of_work,
    of_a_life,
    in_past_clause,
    of_a_relation,
    spoken_about,
    of_those_who_come,
    listed_as_themes,
    far_without_role,
)
