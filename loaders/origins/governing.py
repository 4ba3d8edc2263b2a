"""Whether the word that governs a place, or stands nearest before it, tells whose home it is."""

from loaders.cell.text import is_people
from loaders.origins.answers import NO, ComingAnswer
from loaders.origins.words import origin_words
from loaders.places.context import Context, words_back
from loaders.places.words import is_adjective, is_verb
from ontology.model import CellName
from ontology.morphology import parses


def governed(context: Context, index: int) -> ComingAnswer | None:
    """«делегация г. Орши», «педагоги из Витебска», but «освобождение Минска»: the nearest word decides."""
    head = context.before(context.first_of_list[index])
    near = words_back(head, 3)
    whence = _whence(near)
    if whence is not None:
        return NO if _is_thing_from(context, index, near) else ComingAnswer(True, whence)
    if near and (near[0] in origin_words().towards or _has_object(near[0])):
        return NO
    if context.cell.name is CellName.PARTICIPANTS:
        return NO if near and near[0].startswith(origin_words().remembered) else None
    led = origin_words().led_by_colon.search(head)
    return _told_by_governor(words_back(_past_brackets(head if led is None else head[: led.start()]), 8))


def _whence(near: list[str]) -> str | None:
    """The word «из» right before the place, or before one that may stand between: «из команды Орши»."""
    words = origin_words()
    if near and near[0] in words.whence:
        return near[0]
    may_stand = len(near) > 1 and (is_one_who_comes(near[0]) or is_adjective(near[0]))
    return near[1] if may_stand and near[1] in words.whence else None


def _is_thing_from(context: Context, index: int, back: list[str]) -> bool:
    """«по рецепту из Полоцка», «переехавшие из Баку»: what nobody brings, or who lives elsewhere."""
    words = origin_words()
    if len(back) < 2 or back[0] not in words.out_of:
        return False
    if back[1].startswith(words.moved):
        return True
    return back[1].startswith(words.things) and not context.told_in_sentence(index, words.bringing)


def _has_object(word: str) -> bool:
    """«освобождавшие Прагу», «посетив Минск»: whether the word does something to what follows it."""
    if word.startswith(origin_words().representing) or word.endswith(origin_words().reflexive):
        return False
    likeliest = parses(word)[0].tag
    return bool(likeliest.POS == "GRND" or {"PRTF", "actv"} <= likeliest.grammemes)


def _told_by_governor(words: list[str]) -> ComingAnswer | None:
    for at, word in enumerate(words):
        if word.startswith(origin_words().told_of) or word in origin_words().about:
            return NO
        if is_verb(word):
            return None
        if is_one_who_comes(word):
            return NO if _is_told_about(words[at + 1 :]) else ComingAnswer(True, word)
    return None


def _is_told_about(words: list[str]) -> bool:
    """«доклад об архивах Парижа», «о новых школах Орши»: whether «о» governs what these words precede."""
    governing = next((word for word in words if not is_adjective(word)), "")
    return governing in origin_words().about


def _past_brackets(head: str) -> str:
    """«команды из Бреста (Беларусь), », «ученые университета культуры (»: the words that go on are before."""
    return origin_words().brackets_passed.sub("", head)


def is_one_who_comes(word: str) -> bool:
    if word.startswith(origin_words().participles):
        return True
    return (word.startswith(origin_words().participants) and not is_adjective(word)) or is_people(word)
