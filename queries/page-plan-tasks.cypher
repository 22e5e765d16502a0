// name: page-plan-tasks
// title.zh: 各文件有哪些任务（只给编号，供计算共同列名）
// title.en: The tasks of each document as numbers of the server, those with an open list apart, for counting who is named together
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)
WITH d, collect(id(t)) AS tasks, collect(CASE WHEN t.open THEN id(t) ELSE NULL END) AS open
RETURN d.iri AS iri, tasks, open
ORDER BY iri
