// name: page-pair-tasks
// title.zh: 两个主体在各份文件里共同列名的任务和原文
// title.en: The tasks of all documents that name two owners, with the words
// kind: page
// parameter one (text, required): 一个主体的 IRI
// parameter other (text, required): 另一个主体的 IRI
MATCH (t:Task)<-[r:RESPONSIBLE_FOR]-(a:Owner)
WHERE a.iri = $one
MATCH (t)<-[s:RESPONSIBLE_FOR]-(b:Owner)
WHERE b.iri = $other AND a.iri <> b.iri
MATCH (d:Document)-[:HAS_TASK]->(t)
RETURN d.iri AS document, t.iri AS task, id(t) AS key, t.ordinal AS ordinal, t.number AS number, t.name AS name, t.text AS text,
  t.start AS start, a.iri AS body, a.name AS one, r.rank AS rank, r.role AS role, r.start AS from, r.end AS to,
  b.name AS other, s.rank AS other_rank, s.role AS other_role, s.start AS other_from, s.end AS other_to
ORDER BY document, ordinal, rank, other_rank, r.iri, s.iri
