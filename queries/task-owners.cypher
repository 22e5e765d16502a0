// name: task-owners
// title.zh: 一项任务由谁负责，原文怎么写
// title.en: Who owns a task, with the words
// kind: question
// parameter task (text, required): 任务的序号（在文件中第几项）、名称、其中的词句或 IRI
// parameter document (document, default null): 只看一份文件，标题或 IRI
CALL () {
  MATCH (t:Task {iri: $task}) RETURN t
  UNION
  WITH $task AS words WHERE NOT words STARTS WITH 'https://w3id.org/responsibility-graph/id/'
  MATCH (t:Task)
  WHERE words IN [t.name, toString(t.ordinal)] OR (size(words) > 2 AND t.text CONTAINS words)
  RETURN t
}
MATCH (t)<-[:HAS_TASK]-(doc:Document)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
MATCH (t)<-[r:RESPONSIBLE_FOR]-(o:Owner)
RETURN doc.title AS document, t.ordinal AS ordinal, t.number AS number, t.name AS task, o.name AS owner,
  CASE WHEN o:Department THEN 'Department' WHEN o:Locality THEN 'Locality' ELSE 'Collective' END AS kind,
  r.role AS role, r.role_basis AS basis, r.label AS label, r.mode AS mode, r.part AS part, r.rank AS rank, r.surface AS words,
  t.text AS text, r.start AS start, r.end AS end, t.iri AS iri
ORDER BY document, doc.iri, ordinal, rank, owner, r.iri
