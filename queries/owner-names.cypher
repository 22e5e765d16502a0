// name: owner-names
// title.zh: 图中有哪些主体，各叫什么
// title.en: The names of all owners
// kind: page
MATCH (o:Owner)
RETURN o.iri AS iri, o.name AS name, o.short_name AS short_name, o.full_name AS full_name, o.region AS region
ORDER BY name, iri
