// name: page-targets
// title.zh: 文件和各项任务的指标，有数字的和没有数字的
// title.en: Targets of the document and of its tasks, with a number and without
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK*0..1]->(h)-[:HAS_TARGET]->(g:Target)
WHERE d.iri = $document
RETURN g.iri AS iri, h.iri AS holder, g.quote AS quote, g.quantified AS quantified, g.comparator AS comparator, g.value AS value,
  g.high AS high, g.unit AS unit, g.object AS object, g.deadline AS deadline, g.due AS due, g.start AS start, g.end AS end
ORDER BY start, iri
