// name: page-technology-tasks
// title.zh: 哪些任务提到一项技术
// title.en: Which tasks name a technology
// kind: page
// parameter technology (text, required): 技术的 IRI
MATCH (k:Technology {iri: $technology})<-[i:INVOLVES]-(t:Task)
WITH t, min(i.status) AS status, min(i.surface) AS surface
MATCH (t)<-[:HAS_TASK]-(d:Document)
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(:Department)-[:IN_LINE]->(l:Line)
RETURN d.iri AS document, t.iri AS task, t.name AS name, t.text AS text, status, surface, collect(DISTINCT l.iri) AS lines
ORDER BY document, task
