// name: page-line-pair-tasks
// title.zh: 两个条线在各份文件里共同列名的任务和原文
// title.en: The tasks of all documents that name a body of each of two lines, with the words
// kind: page
// parameter one (text, required): 一个条线的 IRI
// parameter other (text, required): 另一个条线的 IRI
MATCH (l:Line)<-[:IN_LINE]-(a:Department)-[r:RESPONSIBLE_FOR]->(t:Task)
WHERE l.iri = $one
MATCH (t)<-[s:RESPONSIBLE_FOR]-(b:Department)-[:IN_LINE]->(m:Line)
WHERE m.iri = $other AND a.iri <> b.iri
MATCH (d:Document)-[:HAS_TASK]->(t)
RETURN d.iri AS document, t.iri AS task, id(t) AS key, t.ordinal AS ordinal, t.number AS number, t.name AS name, t.text AS text,
  t.start AS start, a.iri AS body, a.name AS one, r.rank AS rank, r.role AS role, r.start AS from, r.end AS to,
  b.name AS other, s.rank AS other_rank, s.role AS other_role, s.start AS other_from, s.end AS other_to
ORDER BY document, ordinal, rank, other_rank, r.iri, s.iri
