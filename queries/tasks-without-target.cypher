// name: tasks-without-target
// title.zh: 哪些任务没有量化目标
// title.en: Tasks without a number to reach
// kind: question
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
  AND t.leaf
  AND NOT EXISTS { MATCH (t)-[:HAS_TARGET]->(g:Target) WHERE g.quantified }
RETURN doc.title AS document, t.ordinal AS ordinal, t.number AS number, t.name AS task,
  COUNT { MATCH (t)-[:HAS_TARGET]->(:Target) } AS goals, COUNT { MATCH (t)<-[:RESPONSIBLE_FOR]-(:Owner) } AS owners, t.iri AS iri
ORDER BY document, doc.iri, ordinal, iri
