// name: page-milestones
// title.zh: 任务正文中的时间节点
// title.en: Dated steps inside the tasks
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[:HAS_MILESTONE]->(m:Milestone)
WHERE d.iri = $document
RETURN t.iri AS task, m.iri AS iri, m.quote AS quote, m.due AS due, m.start AS start, m.end AS end, m.deed AS deed
ORDER BY start, iri
