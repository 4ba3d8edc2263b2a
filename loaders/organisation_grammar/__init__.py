"""The grammar of organisations' names: what they begin with, what continues them, and what they tell.

words        a cell's words with their forms, quotes with their ends
lexicon      heads.yml, forms.yml, bodies.yml: the words that names are made of
known_names  names.yml: bodies known by several words
latin_names  companies in Latin letters
phrases      a name as its parts
head_nouns   head nouns, single and shared by a list
beginnings   legal form, abbreviation, head noun, known word
continuations number, namesake, quotes, place, greater body …
grammar      read_phrase: a beginning and what continues it
evidence     whether a phrase names one body
recognition  which phrases of a cell are organisations
exclusions   what rules one out
spelling     the name in the nominative
kinds homes  what sort of body it is, whose and where
merging      which names of one entry are the same body
"""
