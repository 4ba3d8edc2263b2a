"""The gazetteer: countries, regions of Russia and Belarus, districts with their centres, settlements.

docs/gazetteer.md tells where the data comes from and how to add to it.
"""

from ontology.gazetteer.gazetteer import Gazetteer
from ontology.gazetteer.loading import load, settled_gazetteer
from ontology.gazetteer.model import Place

__all__ = ["Gazetteer", "Place", "load", "settled_gazetteer"]
