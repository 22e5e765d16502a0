// name: targets-with-deadline
// title.zh: 哪些量化目标有时限
// title.en: Targets with a deadline
// kind: question
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)
WHERE $document IS NULL OR $document IN [doc.iri, doc.title]
MATCH (doc)-[:HAS_TASK|HAS_TARGET*1..2]->(g:Target)
WHERE g.quantified AND (g.due IS NOT NULL OR g.deadline <> '')
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(g)
RETURN doc.title AS document, t.ordinal AS ordinal, t.name AS task, g.quote AS quote, g.comparator AS comparator, g.value AS value,
  g.high AS high, g.unit AS unit, g.object AS object, g.deadline AS deadline, g.due AS due, g.iri AS iri
ORDER BY coalesce(due, '9999'), document, doc.iri, coalesce(ordinal, 0), g.start, iri
