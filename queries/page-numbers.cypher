// name: page-numbers
// title.zh: 各份文件里任务的编号
// title.en: The numbers of the tasks of all documents
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)
OPTIONAL MATCH (t)-[:PART_OF]->(above)
RETURN d.iri AS document, t.iri AS iri, t.ordinal AS ordinal, t.number AS number, t.numeral AS numeral, above.iri AS parent
ORDER BY document, ordinal, iri
