// name: page-technology-counts
// title.zh: 各项技术由多少任务提到，其中列名多少个单位
// title.en: How many tasks name each technology, and how many departments these name
// kind: page
MATCH (t:Task)-[i:INVOLVES]->(k:Technology)
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Department)
RETURN k.iri AS technology, k.name AS name, max(i.status) AS status, count(DISTINCT t) AS tasks, count(DISTINCT o) AS owners
ORDER BY tasks DESC, name, technology
