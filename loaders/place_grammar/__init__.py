"""The grammar of places: what may name one, and which one it names.

tokens words  a cell's words, and the lists of places.yml
settlements   «г. Полоцк», «в Полоцке»
areas         districts, regions, countries
adjectives    «полоцкий», «турецкий бизнес»
candidates    the rules above, in their order
chains        places that stand together tell each other's region and country
resolution    which place of the gazetteer a candidate is
facts         a resolved mention as a fact
"""
