// name: page-technology-lines
// title.zh: 哪些技术由哪些条线推进：各条线的单位在提到它的任务中列名几处
// title.en: Which lines work on which technologies: how often their bodies are named for tasks that name it
// kind: page
// parameter documents (text, default null): 只看这些文件，IRI 以空格分开
WITH split($documents, " ") AS chosen
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[:INVOLVES]->(k:Technology)
WHERE chosen IS NULL OR d.iri IN chosen
MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Department)
WITH k, o, count(*) AS namings
MATCH (o)-[:IN_LINE]->(l:Line)
RETURN k.iri AS technology, l.iri AS line, l.name AS name, sum(namings) AS namings
ORDER BY namings DESC, technology, line
