"""How many took part: the total that a row states, never a sum of groups that it does not.

The rules stand in order; the first that answers decides. Figures of single groups («граждане России
(5 человек), иностранные граждане (16 человек)») are no total and leave a finding instead.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from loaders.attendance.numbers import Headcount, counts_in, is_people, number_at
from loaders.attendance.words import attendance_words
from loaders.cell import EntryText
from loaders.mentions import Reading, finding_about
from ontology.model import Attendance, CellName, Evidence, Fact, Finding, Severity

_CELLS = (CellName.PARTICIPANTS, CellName.CONTENT)
_WORD = re.compile(r"[^\W\d_]{3,}")
_COUNTED = re.compile(r" ([^\W\d_][^\W\d_-]*)(?: [^\W\d_«»-]+){0,4}?(?=\s*[-:,]?\s*(?:\w+ ){0,2}\d)")
_COUNTED_THINGS = re.compile(r",\s\d+ [^\W\d_]+(?: [^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as it is searched, with its sentences and every number of people in it."""

    name: CellName
    text: str
    sentences: tuple[tuple[int, int], ...]
    counts: tuple[Headcount, ...]
    in_brackets: Callable[[int], bool]


def read_attendance(text: EntryText) -> Reading[Attendance]:
    """The total number of participants that the entry states; a finding where it only counts groups."""
    cells = [_read_cell(text, name) for name in _CELLS]
    for rule in RULES:
        for cell in cells:
            count = rule(cell)
            if count is not None:
                span = text[cell.name].span(count.start, count.end)
                return Reading((Fact(Attendance(count.min, count.max), (Evidence(rule.__name__, span),)),))
    return Reading(findings=_group_findings(text, cells[0]))


def _read_cell(text: EntryText, name: CellName) -> _Cell:
    cell = text[name]
    sentences = tuple((sentence.start, sentence.end) for sentence in cell.sentences)
    return _Cell(name, cell.searched, sentences, tuple(counts_in(cell.searched)), cell.in_brackets)


# ── rules ───────────────────────────────────────────────────────────────────────────────────────


def total_stated(cell: _Cell) -> Headcount | None:
    """«Общее количество участников – 260 человек», also as a sum: «838 школьников и 72 педагога»."""
    for lead in attendance_words().total.finditer(cell.text):
        counted = _COUNTED.match(cell.text[lead.end() :])
        if counted is not None and not is_people(counted[1]):
            continue
        start = lead.end() + (counted.end() if counted is not None else 0)
        count = number_at(cell.text, start + _mark(cell.text, start))
        if count is not None:
            return _summed(cell, count)
    return None


def altogether(cell: _Cell) -> Headcount | None:
    """«Всего в празднике приняли участие 300 человек»."""
    for lead in attendance_words().altogether.finditer(cell.text):
        end = lead.end() + _mark(cell.text, lead.end())
        count = next((count for count in cell.counts if lead.start() < count.start <= end), None)
        count = count or _bare_number(cell, end)
        if count is not None:
            return count
    return None


def _bare_number(cell: _Cell, start: int) -> Headcount | None:
    """«– всего 48»: a number that ends its sentence and counts nothing else."""
    count = number_at(cell.text, start)
    return count if count is not None and re.match(r"\W*(?:\n|$)", cell.text[count.end :]) else None


def opening_number(cell: _Cell) -> Headcount | None:
    """The participants cell begins with a number of people and counts nobody else beside them."""
    opening = attendance_words().opening.match(cell.text)
    start = opening.end() if opening is not None else 0
    if cell.name is not CellName.PARTICIPANTS or not cell.counts or cell.counts[0].start > start:
        return None
    return cell.counts[0] if _counts_all(cell, cell.counts[0]) else None


def _counts_all(cell: _Cell, first: Headcount) -> bool:
    """Whether the number that a cell begins with counts all that its sentence tells of."""
    end = next((end for _, end in cell.sentences if end > first.start), len(cell.text))
    beside = [count for count in cell.counts[1:] if count.start < end]
    outside = _outside_brackets(cell, beside)
    if not outside:
        return not _others_beside(cell.text, first, end)
    of_them = attendance_words().of_them.search(cell.text[first.end : outside[0].start])
    if of_them is not None:
        return first.counts_everybody or of_them.group() != "("
    return first.counts_everybody and not any(count.counts_everybody for count in outside)


def _outside_brackets(cell: _Cell, counts: list[Headcount]) -> list[Headcount]:
    return [count for count in counts if not cell.in_brackets(count.start)]


def took_part(cell: _Cell) -> Headcount | None:
    """«В конкурсе приняли участие 250 обучающихся»."""
    for start, end in cell.sentences if cell.counts else ():
        counts = [count for count in cell.counts if start <= count.start < end]
        outside = _outside_brackets(cell, counts)
        if len(outside) != 1:
            continue
        verb = attendance_words().took_part.search(cell.text[start:end])
        if verb is not None and _tells_of_all(cell.text, start, start + verb.end(), outside[0]):
            return outside[0]
    return None


def broken_down(cell: _Cell) -> Headcount | None:
    """«11 человек: 4 преподавателя, 7 обучающихся»: the parts make up the whole."""
    if cell.name is not CellName.PARTICIPANTS or len(cell.counts) < 3:
        return None
    whole, *parts = cell.counts
    fits = sum(part.min for part in parts) == whole.min and whole.min == whole.max
    return whole if fits and whole.counts_everybody else None


def only_group(cell: _Cell) -> Headcount | None:
    """The cell tells of one group and ends with its number: «Школьники г. Смоленска – 120 человек».

    «В составе» tells how large the group itself is, but after a quoted name only how large that body is.
    """
    if cell.name is not CellName.PARTICIPANTS or len(cell.counts) != 1:
        return None
    count = cell.counts[0]
    bare = _bare(cell.text[: count.start])
    if re.search(r"[\w«]", cell.text[count.end :]) or not count.counts_everybody or not bare.strip():
        return None
    if attendance_words().size_of_named.search(cell.text[: count.start]):
        return None
    told = attendance_words().own_size.sub("", bare)
    return None if _several_groups(told) or attendance_words().partial.search(told) else count


def closing_bracket(cell: _Cell) -> Headcount | None:
    """A bracket at the end counts the participants: «Мастера, представители музея (7 участников)»."""
    if cell.name is not CellName.PARTICIPANTS or len(cell.counts) != 1:
        return None
    count = cell.counts[0]
    closes = re.fullmatch(r"\)\W*", cell.text[count.end :])
    opens = cell.text[: count.start].endswith("(")
    return count if closes and opens and count.noun.startswith(attendance_words().participant) else None


def closing_number(cell: _Cell) -> Headcount | None:
    """The list of participants ends with a number of its own: «Студенты вуза, гости из Орши. 40 человек».

    After a comma it closes the list where it counts people or participants, or where only bodies and places
    stand before it («МБДОУ «Тополек», ГУО «Лицей № 2», 40 воспитанников»); otherwise it is one more group.
    """
    if cell.name is not CellName.PARTICIPANTS or not cell.counts:
        return None
    count = cell.counts[-1]
    start, end = next((s, e) for s, e in reversed(cell.sentences) if s <= count.start)
    things_beside = _COUNTED_THINGS.sub("", cell.text[count.end : end])
    if re.search(r"[,;(]", things_beside) or cell.text[end:].strip():
        return None
    return _number_of_sentence(cell, start) if start > 0 else _closing(cell, start)


def _number_of_sentence(cell: _Cell, start: int) -> Headcount | None:
    """The number that the cell's last sentence is about: «… . 40 человек», «… . 40 человек, 3 команды»."""
    first = next(one for one in cell.counts if one.start >= start)
    if first.start == start and (first.counts_everybody or first is cell.counts[-1]):
        return first
    return _closing(cell, start)


def _closing(cell: _Cell, start: int) -> Headcount | None:
    count = cell.counts[-1]
    return count if count.start > start and _closes_list(cell, start, count) else None


def _closes_list(cell: _Cell, start: int, count: Headcount) -> bool:
    """Whether a number after a comma counts all that the sentence lists before it."""
    listed = cell.text[start : count.start]
    beside = any(not cell.in_brackets(other.start) for other in cell.counts[:-1])
    if beside or re.search(r"[,;] $", listed) is None:
        return False
    named = re.sub(r"[,;] $", "", _bare(listed))
    only_bodies = not any(is_people(word) for word in _WORD.findall(named))
    words = attendance_words()
    a_part = words.partial.search(named) or words.only_delegation.search(named)
    return (count.counts_everybody or only_bodies) and a_part is None


RULES: tuple[Callable[[_Cell], Headcount | None], ...] = (
    total_stated,
    altogether,
    opening_number,
    took_part,
    broken_down,
    only_group,
    closing_bracket,
    closing_number,
)


def _mark(text: str, start: int) -> int:
    match = attendance_words().total_mark.match(text, start)
    return match.end() - start if match is not None else 0


def _summed(cell: _Cell, first: Headcount) -> Headcount:
    """The number with those that are added to it: «838 школьников и 72 педагога»."""
    if first.counts_everybody or not first.noun:
        return first
    total = first
    for count in cell.counts:
        if count.start > total.end and attendance_words().added.fullmatch(cell.text[total.end : count.start]):
            total = Headcount(
                total.min + count.min, total.max + count.max, total.noun, total.start, count.end
            )
    return total


# ── words around ────────────────────────────────────────────────────────────────────────────────


def _several_groups(bare: str) -> bool:
    """Whether further people or bodies are listed beside the first: «учащиеся школы, гости из Орши»."""
    first, *others = re.split(r"[,;\n]", re.sub(r"[,;(:\s-]+$", "", bare))
    if others and not any(is_people(word) for word in _WORD.findall(first)):
        return True
    groups = attendance_words().not_people
    heads = (word for other in others for word in _WORD.findall(other)[:2])
    return any(is_people(head) or head.startswith(groups) for head in heads)


def _others_beside(text: str, first: Headcount, end: int) -> bool:
    """«12 туроператоров из Минска, представители Министерства»: more groups that nobody counts."""
    if first.counts_everybody:
        return False
    listed = re.split(r"[:(.\n]| [–—-] ", text[first.end : end])[0]
    heads = (attendance_words().head_of_item.match(item) for item in re.split("[,;]", listed)[1:])
    return any(head is not None and is_people(head[1]) for head in heads)


def _bare(text: str) -> str:
    """The text without quoted names and brackets."""
    return re.sub(r"«[^«»]*»|«.*»|\([^()]*\)", "", text)


def _tells_of_all(text: str, start: int, verb_end: int, count: Headcount) -> bool:
    """Whether number and verb belong together and nothing before them speaks of a part."""
    between = text[min(verb_end, count.end) : max(verb_end, count.start)]
    if len(between) > 80 or attendance_words().partial.search(text[start : max(verb_end, count.end)]):
        return False
    return re.search(r"\d", between if count.start > verb_end else "") is None


def _group_findings(text: EntryText, cell: _Cell) -> tuple[Finding, ...]:
    if not cell.counts:
        return ()
    first = cell.counts[0]
    span = text[cell.name].span(first.start, first.end)
    return (finding_about(text.entry, "no_total", Severity.INFO, span=span),)
