// name: page-headlines
// title.zh: 各文件的总体目标何时到期
// title.en: When the headline targets of documents fall due
// kind: page
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (d:Document)-[:HAS_TARGET]->(g:Target)
WHERE ($document IS NULL OR d.iri = $document) AND g.quantified
RETURN d.iri AS document, g.iri AS iri, g.quote AS words, g.deadline AS said, g.due AS due, g.start AS start, g.end AS end
ORDER BY document, start, iri
