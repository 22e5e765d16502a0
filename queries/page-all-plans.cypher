// name: page-all-plans
// title.zh: 图中有哪些文件，各有哪些任务
// title.en: The documents of the graph, each with its tasks
// kind: page
MATCH (d:Document)
WHERE d.sha256 IS NOT NULL
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)-[:PART_OF]->(above:Task)
WITH d, collect(t.iri) AS tasks, collect(t.ordinal) AS ordinals, collect(CASE WHEN t IS NULL THEN NULL ELSE coalesce(t.open, false) END) AS open,
  collect(CASE WHEN t IS NULL THEN NULL ELSE coalesce(t.leaf, true) END) AS leaf,
  collect(CASE WHEN t IS NULL THEN NULL ELSE coalesce(above.iri, '') END) AS parents
RETURN d.iri AS iri, d.title AS title, d.region AS region, d.level AS level, d.year AS year, tasks, ordinals, open, leaf, parents
ORDER BY iri
