// name: page-line-work
// title.zh: 一个条线的单位在哪些任务列名，原文怎么写
// title.en: For which tasks bodies of a line are named, with the words
// kind: page
// parameter line (text, required): 条线的 IRI
MATCH (l:Line)<-[:IN_LINE]-(o:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE l.iri = $line
MATCH (d:Document)-[:HAS_TASK]->(t)
RETURN d.iri AS document, t.iri AS task, t.ordinal AS ordinal, t.number AS number, t.name AS name, t.text AS text, t.deadline AS deadline,
  t.due AS due, r.role AS role, r.role_basis AS basis, r.label AS label, r.rank AS rank, r.surface AS surface
ORDER BY document, ordinal, rank, r.iri
