// name: page-all-technologies
// title.zh: 图中有哪些技术，各见于哪些任务
// title.en: The technologies of the graph, each with the tasks that name it
// kind: page
MATCH (t:Task)-[r:INVOLVES]->(k:Technology)
WITH k, collect(t.iri) AS tasks, collect(r.status) AS statuses
RETURN k.iri AS iri, k.name AS name, tasks, statuses
ORDER BY iri
