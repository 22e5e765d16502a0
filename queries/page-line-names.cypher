// name: page-line-names
// title.zh: 有哪些条线
// title.en: Which lines there are
// kind: page
MATCH (l:Line)
RETURN l.iri AS line, l.name AS name
ORDER BY name, line
