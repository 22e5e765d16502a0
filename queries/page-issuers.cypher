// name: page-issuers
// title.zh: 谁发的文
// title.en: Who issued the document
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[r:ISSUED_BY]->(o:Owner)
WHERE d.iri = $document
RETURN o.name AS name, o.iri AS iri, r.rank AS rank
ORDER BY rank, name, iri
