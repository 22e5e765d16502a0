// name: headline-targets
// title.zh: 文件总的目标是什么
// title.en: The plan's headline targets
// kind: question
// parameter goals (flag, default false): 是否也列没有数字的目标
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TARGET]->(g:Target)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
  AND (g.quantified OR $goals)
RETURN doc.title AS document, g.quote AS quote, g.comparator AS comparator, g.value AS value, g.high AS high, g.unit AS unit,
  g.object AS object, g.deadline AS deadline, g.due AS due, g.iri AS iri
ORDER BY document, doc.iri, g.start, iri
