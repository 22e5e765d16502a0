// name: shared-tasks
// title.zh: 两个部门共同负责哪些任务
// title.en: Tasks two departments share
// kind: question
// parameter department (owner, required): 一个部门的简称、全称或 IRI
// parameter other (owner, required): 另一个部门
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(a:Owner)
MATCH (t)<-[s:RESPONSIBLE_FOR]-(b:Owner)
WHERE $department IN [a.iri, a.name, a.short_name, a.full_name]
  AND $other IN [b.iri, b.name, b.short_name, b.full_name]
  AND a.iri <> b.iri
  AND ($document IS NULL OR $document IN [doc.iri, doc.title])
RETURN doc.title AS document, t.ordinal AS ordinal, t.number AS number, t.name AS task,
  a.name AS department, r.role AS role, r.rank AS rank, b.name AS other, s.role AS other_role, s.rank AS other_rank, t.iri AS iri
ORDER BY document, doc.iri, ordinal, rank, other_rank, r.iri, s.iri
