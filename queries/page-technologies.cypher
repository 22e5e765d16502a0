// name: page-technologies
// title.zh: 各项任务提到的技术
// title.en: Technologies the tasks name
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[r:INVOLVES]->(k:Technology)
WHERE d.iri = $document
RETURN t.iri AS task, k.iri AS iri, k.name AS name, r.status AS status, r.surface AS surface, r.start AS start, r.end AS end
ORDER BY start, end, iri
