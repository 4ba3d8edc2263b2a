"""Whether those who compete are of a place: rules for prizes and for whom somebody plays."""

from loaders.origins.answers import ComingAnswer, told_by
from loaders.origins.words import origin_words
from loaders.places.context import Context, words_back
from ontology.model import CellName

_NEAR_PRIZE = 6


def prize(context: Context, index: int) -> ComingAnswer | None:
    """«1-е место – Орша», «второе место осталось за Рославлем», «кубок уехал в Кричев»."""
    words, head = origin_words(), context.before(index)
    given = words.given_to.search(head)
    if given is None or context.mentions[index].form != "noun":
        return None
    if words.rank.search(head):
        return ComingAnswer(True)
    back = words_back(head[: given.end()], _NEAR_PRIZE)
    told = next((word for word in back if word.startswith(words.prizes)), None)
    return told_by(told)


def played_for(context: Context, index: int) -> ComingAnswer | None:
    """«За Велиж вышли девять школьников», «выступал за Оршу», but «бои за Ельню»."""
    words = origin_words()
    back = words_back(context.before(context.first_of_list[index]), 1)
    if not back or back[0] not in words.on_behalf or context.cell.name is CellName.PARTICIPANTS:
        return None
    played = context.word_in_sentence(index, words.playing)
    return None if not played or context.told_in_sentence(index, words.fighting) else told_by(played)
