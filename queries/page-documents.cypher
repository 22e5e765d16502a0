// name: page-documents
// title.zh: 图中有哪些文件，各是哪一版
// title.en: The documents of the graph, and which edition each is
// kind: page
MATCH (d:Document)
WHERE d.sha256 IS NOT NULL
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
WITH d, count(t) AS tasks
OPTIONAL MATCH (d)-[e:EDITION_OF]->(:Work)
RETURN substring(d.sha256, 0, 16) AS hash, d.title AS title, d.type AS type, d.region AS region, d.year AS year, tasks,
  CASE WHEN e.counted = false THEN 'not counted' ELSE 'counted' END AS edition, d.source AS source, d.iri AS iri
ORDER BY region, year, title, hash
