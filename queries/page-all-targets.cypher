// name: page-all-targets
// title.zh: 图中各文件有哪些指标
// title.en: The targets of each document and of its tasks
// kind: page
MATCH (d:Document)-[:HAS_TASK*0..1]->(h)-[:HAS_TARGET]->(g:Target)
WITH d, collect([g.iri, h.iri, g.quote, g.quantified, g.comparator, g.value, g.high, g.unit, g.object, g.deadline, g.due]) AS targets
RETURN d.iri AS iri, targets
ORDER BY iri
