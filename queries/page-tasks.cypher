// name: page-tasks
// title.zh: 文件的全部任务
// title.en: All tasks of the document
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK]->(t:Task)
WHERE d.iri = $document
OPTIONAL MATCH (t)-[:PART_OF]->(above)
RETURN t.iri AS iri, t.ordinal AS ordinal, t.number AS number, t.numeral AS numeral, t.name AS name, t.text AS text, t.deadline AS deadline, t.due AS due,
  t.open AS open, t.leaf AS leaf, t.start AS start, t.end AS end, above.iri AS parent
ORDER BY ordinal, iri
