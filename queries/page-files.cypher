// name: page-files
// title.zh: 载入了哪些文件，各是哪一版
// title.en: Which documents are loaded, and which edition of a work each is
// kind: page
MATCH (d:Document)
WHERE d.sha256 IS NOT NULL
OPTIONAL MATCH (d)-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Owner)
WITH d, count(DISTINCT t) AS tasks, count(DISTINCT o) AS bodies
OPTIONAL MATCH (d)-[e:EDITION_OF]->(w:Work)
OPTIONAL MATCH (w)<-[c:EDITION_OF]-(current:Document)
WHERE c.counted
RETURN d.iri AS iri, d.title AS title, d.region AS region, d.level AS level, d.year AS year, d.year_to AS year_to, d.type AS type,
  d.status AS status, d.number AS number, d.issued AS issued, d.source AS source, d.unread AS unread, tasks, bodies,
  coalesce(e.counted, true) AS counted, CASE WHEN current.iri = d.iri THEN NULL ELSE current.iri END AS current
ORDER BY region, year, title, iri
