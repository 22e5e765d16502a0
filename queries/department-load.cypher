// name: department-load
// title.zh: 每个部门承担多少任务
// title.en: The load of each department
// kind: question
// parameter collectives (flag, default false): 是否也列集合主体和地方政府
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(d:Owner)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
  AND (d:Department OR $collectives)
WITH d, t, max(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS lead, min(r.rank) AS rank
RETURN d.name AS department, d.category AS category, d.level AS level, d.region AS region, count(*) AS tasks, sum(lead) AS leads,
  sum(CASE WHEN rank = 1 THEN 1 ELSE 0 END) AS listed_first, d.iri AS iri
ORDER BY tasks DESC, listed_first DESC, department, iri
