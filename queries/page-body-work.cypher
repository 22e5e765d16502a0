// name: page-body-work
// title.zh: 这个主体在哪些任务列名，原文怎么写
// title.en: For which tasks a body is named, with the words
// kind: page
// parameter body (text, required): 主体的 IRI
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Owner)
WHERE o.iri = $body
RETURN d.iri AS document, t.iri AS task, t.ordinal AS ordinal, t.number AS number, t.name AS name, t.text AS text, t.deadline AS deadline,
  t.due AS due, r.role AS role, r.role_basis AS basis, r.label AS label, r.rank AS rank, r.surface AS surface
ORDER BY document, ordinal, rank, r.iri
