// name: page-sections
// title.zh: 文件有哪些标题
// title.en: The headings of the document
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (s:Section)-[:PART_OF]->(above)
WHERE s.iri STARTS WITH $document + '/'
RETURN s.iri AS iri, s.number AS number, s.numeral AS numeral, s.name AS heading, CASE WHEN above:Section THEN above.iri ELSE NULL END AS parent, s.ordinal AS ordinal
ORDER BY ordinal, iri
