// name: page-line
// title.zh: 一个条线有多少单位列名
// title.en: A line, and how many of its bodies are named
// kind: page
// parameter line (text, required): 条线的 IRI
MATCH (l:Line)
WHERE l.iri = $line
OPTIONAL MATCH (o:Department)-[:IN_LINE]->(l)
RETURN l.iri AS iri, l.name AS name, count(o) AS bodies
