"""Quotation marks within quotation marks, as Russian sets them: «холдинг „Заря“»."""

OUTER, INNER = "«»", "„“"


def nested(text: str) -> str:
    """The text with inner marks within a quotation; as it is where a mark lacks its pair."""
    if text.count(OUTER[0]) < 2 and OUTER[1] * 2 not in text:
        return text
    depth, kept = 0, []
    for letter in text:
        depth -= letter == OUTER[1]
        if depth < 0:
            return text
        kept.append(INNER[OUTER.index(letter)] if letter in OUTER and depth > 0 else letter)
        depth += letter == OUTER[0]
    return "".join(kept) if depth == 0 else text
