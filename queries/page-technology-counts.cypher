// name: page-technology-counts
// title.zh: 各项技术由多少任务提到，其中列名多少个单位
// title.en: How many tasks name each technology, and how many departments these name
// kind: page
// parameter documents (text, default null): 只看这些文件，IRI 以空格分开
WITH split($documents, " ") AS chosen
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[i:INVOLVES]->(k:Technology)
WHERE chosen IS NULL OR d.iri IN chosen
OPTIONAL MATCH (t)<-[:RESPONSIBLE_FOR]-(o:Department)
RETURN k.iri AS technology, k.name AS name, max(i.status) AS status, count(DISTINCT t) AS tasks, count(DISTINCT o) AS owners
ORDER BY tasks DESC, name, technology
