// name: page-bodies
// title.zh: 各主体在全部文件中列名多少
// title.en: How often each owner is named in all documents
// kind: page
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Owner)
WITH o, d, t, max(CASE WHEN r.role = 'lead' THEN 1 ELSE 0 END) AS lead, min(r.rank) AS rank
RETURN o.iri AS iri, o.name AS name, o.full_name AS full_name, o.short_name AS short_name, o.region AS region, o.level AS level,
  CASE WHEN o:Department THEN 'department' WHEN o:Locality THEN 'locality' ELSE 'collective' END AS kind,
  o.category AS category, o.order AS order, count(DISTINCT d) AS documents, count(*) AS tasks, sum(lead) AS leads,
  sum(CASE WHEN rank = 1 THEN 1 ELSE 0 END) AS first
ORDER BY tasks DESC, name, iri
