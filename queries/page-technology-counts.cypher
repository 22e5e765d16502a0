// name: page-technology-counts
// title.zh: 各项技术由多少任务提到
// title.en: How many tasks name each technology
// kind: page
MATCH (t:Task)-[i:INVOLVES]->(k:Technology)
RETURN k.iri AS technology, k.name AS name, max(i.status) AS status, count(DISTINCT t) AS tasks
ORDER BY tasks DESC, name, technology
