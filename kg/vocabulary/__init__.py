"""The vocabularies of ontology/, ready for use: bodies, technologies and the surface forms of roles, comparators and units."""
