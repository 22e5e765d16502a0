// name: page-headings
// title.zh: 各份文件有哪些标题
// title.en: The headings of all documents
// kind: page
MATCH (s:Section)-[:PART_OF]->(above)
RETURN s.iri AS iri, s.number AS number, s.numeral AS numeral, s.name AS heading, CASE WHEN above:Section THEN above.iri ELSE NULL END AS parent, s.ordinal AS ordinal
ORDER BY iri
