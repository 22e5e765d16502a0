// name: page-lines
// title.zh: 哪些条线在哪些文件里列名
// title.en: Which lines are named in which documents
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Department)-[:IN_LINE]->(l:Line)
WITH d, l, t, max(CASE WHEN r.role = 'lead' OR r.rank = 1 THEN 1 ELSE 0 END) AS first
RETURN d.iri AS document, l.iri AS line, l.name AS name, count(t) AS tasks, sum(first) AS first
ORDER BY name, line, document
