// name: page-citations
// title.zh: 依据、提及了哪些文件
// title.en: What the document rests on and names
// kind: page
// parameter document (document, required): 标题、IRI 或哈希的开头
MATCH (d:Document)-[r:CITES]->(c:Document)
WHERE d.iri = $document
RETURN c.title AS title, r.kind AS kind, c.sha256 IS NOT NULL AS loaded, c.iri AS iri
ORDER BY CASE r.kind WHEN 'implements' THEN 1 WHEN 'amends' THEN 2 WHEN 'replaces' THEN 3 ELSE 4 END, r.iri
