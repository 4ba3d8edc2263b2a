"""The words of the domain: typed model, vocabularies, shapes, gazetteer, home regions."""
