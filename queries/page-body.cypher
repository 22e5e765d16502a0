// name: page-body
// title.zh: 这个主体是谁：名称、条线、沿革、隶属
// title.en: Who a body is: names, lines, successions, memberships
// kind: page
// parameter body (text, required): 主体的 IRI
MATCH (o:Owner)
WHERE o.iri = $body
OPTIONAL MATCH (o)-[:IN_LINE]->(l:Line)
WITH o, collect(DISTINCT l.name) AS lines
OPTIONAL MATCH (before:Department)-[s:SUCCEEDED_BY]->(o)
WITH o, lines, collect(DISTINCT {iri: before.iri, name: before.name, date: s.date}) AS before
OPTIONAL MATCH (o)-[s:SUCCEEDED_BY]->(after:Department)
WITH o, lines, before, collect(DISTINCT {iri: after.iri, name: after.name, date: s.date}) AS after
OPTIONAL MATCH (o)-[m:MEMBER_OF]->(above:Department)
WITH o, lines, before, after, collect(DISTINCT {iri: above.iri, name: above.name, kind: m.kind}) AS above
OPTIONAL MATCH (below:Department)-[m:MEMBER_OF]->(o)
RETURN o.iri AS iri, o.name AS name, o.full_name AS full_name, o.short_name AS short_name, o.region AS region, o.level AS level,
  CASE WHEN o:Department THEN 'department' WHEN o:Locality THEN 'locality' ELSE 'collective' END AS kind,
  o.category AS category, o.order AS order, lines, before, after, above,
  collect(DISTINCT {iri: below.iri, name: below.name, kind: m.kind}) AS below
