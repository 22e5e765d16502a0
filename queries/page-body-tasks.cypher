// name: page-body-tasks
// title.zh: 各单位在哪些任务列名（任务只给编号，供计算共同列名）
// title.en: The departments with their lines, and the tasks that name each as numbers of the server, for counting who is named together
// kind: page
MATCH (o:Department)-[:RESPONSIBLE_FOR]->(t:Task)
WITH o, collect(id(t)) AS tasks
OPTIONAL MATCH (o)-[:IN_LINE]->(l:Line)
WITH o, tasks, collect(l.iri) AS lines
RETURN o.iri AS iri, o.name AS name, o.full_name AS full_name, o.short_name AS short_name, 'department' AS kind, o.category AS category,
  o.order AS order, o.level AS level, o.region AS region, lines, tasks
ORDER BY iri
