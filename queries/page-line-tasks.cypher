// name: page-line-tasks
// title.zh: 一份文件里哪些任务列了这个条线的单位
// title.en: Which tasks of a document name bodies of a line
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
// parameter line (text, required): 条线的 IRI
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Department)-[:IN_LINE]->(l:Line)
WHERE d.iri = $document AND l.iri = $line
RETURN t.iri AS task, o.iri AS body, o.name AS name, min(r.rank) AS rank
ORDER BY task, rank, body
