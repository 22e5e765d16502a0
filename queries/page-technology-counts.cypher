// name: page-technology-counts
// title.zh: 每份文件里各项技术由多少任务提到，其中列名哪些单位
// title.en: How many tasks of each document name each technology, and which departments these name
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[i:INVOLVES]->(k:Technology)
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Department)
RETURN d.iri AS document, k.iri AS technology, k.name AS name, max(i.status) AS status, count(DISTINCT t) AS tasks,
  collect(DISTINCT o.iri) AS owners
ORDER BY document, technology
