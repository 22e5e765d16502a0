// name: page-example
// title.zh: 各主体列名多少项任务
// title.en: How many tasks name each owner
// kind: page
MATCH (:Document)-[:HAS_TASK]->(t:Task)<-[:RESPONSIBLE_FOR]-(o:Owner)
RETURN o.name AS owner, count(DISTINCT t) AS tasks, o.iri AS iri
ORDER BY tasks DESC, owner, iri
LIMIT 50
