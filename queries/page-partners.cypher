// name: page-partners
// title.zh: 与多少单位共同列名
// title.en: With how many departments each owner is named
// kind: page
MATCH (o:Owner)-[:RESPONSIBLE_FOR]->(t:Task)<-[:RESPONSIBLE_FOR]-(p:Department)
WHERE o.iri <> p.iri
RETURN o.iri AS iri, count(DISTINCT p) AS partners
ORDER BY partners DESC, iri
