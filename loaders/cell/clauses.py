"""Abbreviations after which a full stop ends no sentence."""

# After these a full stop ends no sentence; nor does it after a single letter.
ABBREVIATED = frozenset({
    "аг", "акад", "гг", "гор", "дер", "др", "им", "кв", "корп", "наб", "обл", "оз", "пгт", "пер", "пос", "пр",
    "просп", "проф", "руб", "св", "см", "ст", "стр", "тыс", "ул", "чел",
})  # fmt: skip
