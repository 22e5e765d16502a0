// name: page-all-bodies
// title.zh: 图中有哪些责任主体，各属哪些条线、列名哪些任务
// title.en: The owners of the graph, each with its lines and the tasks that name it: in what role and place, alone or shared
// kind: page
MATCH (o:Owner)
OPTIONAL MATCH (o)-[:IN_LINE]->(l:Line)
WITH o, collect(l.iri) AS lines
OPTIONAL MATCH (o)-[r:RESPONSIBLE_FOR]->(t:Task)
WITH o, lines, collect(t.iri) AS tasks, collect(CASE WHEN r IS NULL THEN NULL ELSE coalesce(r.role, '') END) AS roles,
  collect(CASE WHEN r IS NULL THEN NULL ELSE coalesce(r.mode, '') END) AS modes,
  collect(CASE WHEN r IS NULL THEN NULL ELSE coalesce(r.rank, 0) END) AS ranks
RETURN o.iri AS iri, o.name AS name, o.full_name AS full_name, o.short_name AS short_name,
  CASE WHEN o:Department THEN 'department' WHEN o:Locality THEN 'locality' ELSE 'collective' END AS kind,
  o.category AS category, o.order AS order, o.level AS level, o.region AS region, lines, tasks, roles, modes, ranks
ORDER BY iri
