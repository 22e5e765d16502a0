// name: technologies
// title.zh: 涉及哪些技术，由哪些部门推进
// title.en: Technologies, and who works on them
// kind: question
// parameter technology (text, default null): 技术名称，或其中的字
// parameter candidates (flag, default false): 是否也列词表以外、由规则发现的候选技术
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)-[m:INVOLVES]->(x:Technology)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
  AND ($technology IS NULL OR x.name CONTAINS $technology)
  AND (m.status = 'confirmed' OR $candidates)
WITH x.name AS technology, x.iri AS iri, count(DISTINCT t.iri) AS tasks, count(*) AS mentions,
  max(m.status) = 'candidate' AS candidate, collect(DISTINCT t.iri) AS involved
UNWIND involved AS task
MATCH (t:Task {iri: task})
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(d:Department)
WITH technology, iri, tasks, mentions, candidate, d.name AS department, d.iri AS body, count(DISTINCT task) AS shared
ORDER BY shared DESC, department, body
RETURN technology, candidate, tasks, mentions, collect(department) AS departments, iri
ORDER BY tasks DESC, mentions DESC, technology, iri
