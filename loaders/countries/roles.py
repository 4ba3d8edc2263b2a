"""Whether a foreign place takes part or is only spoken of: ordered rules, the first that answers decides."""

from dataclasses import dataclass

from loaders.cell.text import is_people
from loaders.countries.words import country_words
from loaders.origins.words import origin_words
from loaders.places.context import Context, words_back
from loaders.places.words import is_adjective, is_verb
from ontology.home import load as load_home
from ontology.model import CellName

_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """A place with what governs it; the first place of its list tells.

    `chain` are the words that it depends on, the nearest first, up to a `verb` or `preposition`: of «рассказ
    о творчестве поэтов Индии» they are поэтов, творчестве, and the preposition о.
    """

    context: Context
    index: int
    chain: tuple[str, ...]
    preposition: str = ""
    verb: str = ""

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in a quotation."""
        return self.context.quotation(self.index) is not None

    def told_before(self, stems: tuple[str, ...]) -> bool:
        """Whether a word that begins so stands before it in its sentence."""
        return self.context.told_before(self.index, stems)


def takes_part(context: Context, index: int) -> bool:
    """Whether the place has a part in the event; what nothing speaks against has one."""
    setting = _read(context, index)
    return next((answer for rule in RULES if (answer := rule(setting)) is not None), True)


def _read(context: Context, index: int) -> Setting:
    chain: list[str] = []
    for word in words_back(context.before(context.first_of_list[index]), _LONGEST_CHAIN):
        if word in country_words().prepositions:
            return Setting(context, index, tuple(chain), preposition=word)
        if is_verb(word):
            return Setting(context, index, tuple(chain), verb=word)
        chain.append(word)
    return Setting(context, index, tuple(chain))


def in_place_cell(setting: Setting) -> bool | None:
    """«г. Минск»: the event was held there; «портал «Культура России»» tells no place."""
    if setting.context.cell.name is not CellName.PLACE:
        return None
    mention = setting.context.mentions[setting.index]
    return not (setting.is_quoted and mention.place.kind == "country")


def of_a_war(setting: Setting) -> bool | None:
    """«погибшие при исполнении воинского долга в Афганистане», «ветераны Афганистана», «битва за Берлин»."""
    words = country_words()
    if _is_far_country(setting) and setting.chain and setting.chain[0].startswith(words.veterans):
        return False
    if setting.preposition in words.where and setting.told_before(words.wars):
        return False
    if setting.preposition in words.fought_for and setting.told_before(words.battles):
        return False
    return False if any(word.startswith(words.battles) for word in setting.chain) else None


def _is_far_country(setting: Setting) -> bool:
    place = setting.context.mentions[setting.index].place
    return place.kind == "country" and place.country not in load_home().near_countries


def in_title_of_work(setting: Setting) -> bool | None:
    """«Конкурс «Индия глазами детей»»: a title's theme, unless a dash joins those who meet."""
    if not setting.is_quoted:
        return None
    return setting.context.joined(setting.index)


def of_a_life(setting: Setting) -> bool | None:
    """«Поэт родился в Риме», «земляк завоевал медаль в Токио»: a life that is told of."""
    words = country_words()
    if setting.verb.startswith(words.lives):
        return False
    if not setting.told_before(words.lives):
        return None
    return None if _someone_comes(setting) and setting.preposition not in words.where else False


def of_those_who_come(setting: Setting) -> bool | None:
    """«министр культуры Индии», but «творчество писателей Индии»: the word farthest out decides."""
    words = country_words()
    if setting.context.cell.name is CellName.PARTICIPANTS:
        return True
    for word in reversed(setting.chain):
        if word.startswith(words.themes) and not is_adjective(word):
            return False
        if word.startswith(words.relations) or _is_one_who_comes(word):
            return True
    return None


def listed_as_themes(setting: Setting) -> bool | None:
    """«викторина о столицах: Париж, Рим»: what a colon announces is what the words before it are about."""
    context, words = setting.context, country_words()
    announced = context.before(context.first_of_list[setting.index]).rstrip().endswith(":")
    return False if announced and setting.told_before((*words.themes, *words.tales)) else None


def spoken_about(setting: Setting) -> bool | None:
    """«беседа о Китае», «рассказ о коллекции фарфора Китая», «путешествие по Франции»."""
    words = country_words()
    if setting.preposition in words.about:
        return None if setting.told_before(words.relations) else False
    if setting.preposition in words.through:
        return False if setting.told_before(words.tales) else None
    return False if setting.preposition in words.towards else None


def _someone_comes(setting: Setting) -> bool:
    return any(_is_one_who_comes(word) for word in setting.chain)


def _is_one_who_comes(word: str) -> bool:
    words = origin_words()
    if word.startswith((*country_words().officials, *words.participants, *words.participles)):
        return not is_adjective(word)
    return is_people(word)


RULES = (
    in_place_cell,
    of_a_war,
    in_title_of_work,
    of_a_life,
    of_those_who_come,
    listed_as_themes,
    spoken_about,
)
