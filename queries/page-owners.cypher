// name: page-owners
// title.zh: 这份文件里每个责任主体列名于哪些任务
// title.en: Each owner of a document with all its places, a row an owner: the lists are equally long
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:RESPONSIBLE_FOR]-(o:Owner)
WHERE d.iri = $document
WITH o, collect(t.iri) AS tasks, collect(coalesce(r.role, '')) AS roles, collect(coalesce(r.role_basis, '')) AS bases,
  collect(coalesce(r.label, '')) AS labels, collect(coalesce(r.mode, '')) AS modes, collect(coalesce(r.part, 0)) AS parts,
  collect(coalesce(r.rank, 0)) AS ranks, collect(coalesce(r.surface, '')) AS surfaces, collect(coalesce(r.start, -1)) AS starts,
  collect(coalesce(r.end, -1)) AS ends
OPTIONAL MATCH (o)-[:IN_LINE]->(l:Line)
WITH o, tasks, roles, bases, labels, modes, parts, ranks, surfaces, starts, ends, collect(l.iri) AS lines
RETURN o.iri AS body, o.name AS name, o.full_name AS full_name, o.short_name AS short_name,
  CASE WHEN o:Department THEN 'department' WHEN o:Locality THEN 'locality' ELSE 'collective' END AS kind,
  o.category AS category, o.order AS order, o.level AS level, o.region AS region, lines,
  tasks, roles, bases, labels, modes, parts, ranks, surfaces, starts, ends
ORDER BY body
