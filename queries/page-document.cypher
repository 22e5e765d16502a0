// name: page-document
// title.zh: 这份文件是什么
// title.en: What the document is
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)
WHERE d.iri = $document
OPTIONAL MATCH (d)-[e:EDITION_OF]->(w:Work)
OPTIONAL MATCH (w)<-[:EDITION_OF]-(other:Document)
WITH d, e.counted AS in_force, count(other) AS editions
RETURN d.iri AS iri, d.title AS title, d.type AS type, d.level AS level, d.status AS status, d.number AS number, d.issued AS issued,
  d.year AS year, d.year_to AS year_to, d.region AS region, d.lead_rule AS lead_rule, d.source AS source, d.unread AS unread,
  in_force, editions
