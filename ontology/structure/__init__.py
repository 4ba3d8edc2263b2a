"""What the graph says of the things of each class: their properties in order, as data and as SHACL."""

from ontology.structure.model import PARTS, Property, Shape, structure
from ontology.structure.shacl import SHAPES_IRI, shape_triples

__all__ = ["PARTS", "SHAPES_IRI", "Property", "Shape", "shape_triples", "structure"]
