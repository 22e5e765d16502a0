// name: page-body-partners
// title.zh: 与这个主体共同列名的有谁
// title.en: Who is named together with a body
// kind: page
// parameter body (text, required): 主体的 IRI
MATCH (o:Owner)-[:RESPONSIBLE_FOR]->(t:Task)<-[:RESPONSIBLE_FOR]-(p:Owner)
WHERE o.iri = $body AND p.iri <> $body
RETURN p.iri AS iri, p.name AS name, CASE WHEN p:Department THEN 'department' WHEN p:Locality THEN 'locality' ELSE 'collective' END AS kind,
  p.region AS region, count(DISTINCT t) AS tasks, collect(DISTINCT t.iri) AS shared
ORDER BY tasks DESC, name, iri
