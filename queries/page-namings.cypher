// name: page-namings
// title.zh: 谁列名于哪项任务，第几位，原文怎么写
// title.en: Who is named for which task, in what place, with the words
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Owner)
WHERE d.iri = $document
OPTIONAL MATCH (o)-[:IN_LINE]->(l:Line)
WITH t, r, o, collect(l.iri) AS lines
RETURN t.iri AS task, o.iri AS body, o.name AS name, o.full_name AS full_name, o.short_name AS short_name,
  CASE WHEN o:Department THEN 'department' WHEN o:Locality THEN 'locality' ELSE 'collective' END AS kind,
  o.category AS category, o.order AS order, o.level AS level, o.region AS region, lines,
  r.role AS role, r.role_basis AS basis, r.label AS label, r.mode AS mode, r.part AS part, r.rank AS rank,
  r.surface AS surface, r.start AS start, r.end AS end
ORDER BY t.ordinal, rank, start, r.iri
