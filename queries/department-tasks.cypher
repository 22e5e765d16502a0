// name: department-tasks
// title.zh: 一个部门负责哪些任务
// title.en: What a department owns
// kind: question
// parameter department (owner, required): 部门的简称、全称或 IRI
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(d:Owner)
WHERE $department IN [d.iri, d.name, d.short_name, d.full_name]
  AND ($document IS NULL OR $document IN [doc.iri, doc.title])
RETURN doc.title AS document, t.ordinal AS ordinal, t.number AS number, t.name AS task, d.name AS department,
  r.role AS role, r.role_basis AS basis, r.label AS label, r.rank AS rank, r.surface AS words, t.iri AS iri
ORDER BY document, doc.iri, ordinal, rank, department, r.iri
