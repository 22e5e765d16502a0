"""The responsibility graph of a plan: model, ontology, RDF, store, analysis, pages. Knows nothing of how text is read."""
