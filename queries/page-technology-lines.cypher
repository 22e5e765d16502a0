// name: page-technology-lines
// title.zh: 哪些技术由哪些条线推进：每份文件里各条线的单位在提到它的任务中列名几处
// title.en: Which lines work on which technologies: how often their bodies are named for tasks of each document that name it
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[:INVOLVES]->(k:Technology)
MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Department)
WITH d, k, o, count(*) AS namings
MATCH (o)-[:IN_LINE]->(l:Line)
RETURN d.iri AS document, k.iri AS technology, l.iri AS line, l.name AS name, sum(namings) AS namings
ORDER BY document, technology, line
