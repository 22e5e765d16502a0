// name: page-technology-lines
// title.zh: 哪些技术由哪些条线推进
// title.en: Which lines work on which technologies
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[i:INVOLVES]->(k:Technology)
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(:Department)-[:IN_LINE]->(l:Line)
RETURN k.iri AS technology, k.name AS name, i.status AS status, l.iri AS line, l.name AS line_name, count(DISTINCT t) AS tasks,
  count(DISTINCT d) AS documents
ORDER BY tasks DESC, name, technology, line
