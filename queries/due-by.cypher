// name: due-by
// title.zh: 到某一天为止应完成什么，由谁负责
// title.en: What falls due by a day, with who is named
// kind: question
// parameter day (day, required): 截止日，YYYY-MM-DD
// parameter since (day, default null): 只看这一天及以后的
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE $document IS NULL OR $document IN [doc.iri, doc.title]
WITH doc, t, [(t)-[:HAS_MILESTONE]->(m:Milestone) | {due: m.due, kind: 'milestone', words: m.quote, deed: coalesce(m.deed, t.name), start: m.start}]
  + [(t)-[:HAS_TARGET]->(g:Target) | {due: g.due, kind: 'target', words: g.quote, deed: g.quote, start: g.start}]
  + [{due: t.due, kind: 'task', words: t.deadline, deed: t.name, start: t.start}] AS steps
UNWIND steps AS step
WITH doc, t, step WHERE step.due <= $day AND ($since IS NULL OR step.due >= $since)
OPTIONAL MATCH (d:Owner)-[r:RESPONSIBLE_FOR]->(t)
WITH doc, t, step, d, min(r.rank) AS rank
ORDER BY rank, d.iri
WITH doc, t, step, collect(d.name) AS owners
RETURN step.due AS due, step.kind AS kind, step.words AS words, step.deed AS deed, doc.title AS document, t.ordinal AS ordinal, t.number AS number,
  t.name AS task, owners, t.iri AS iri
ORDER BY due, document, doc.iri, ordinal, step.start, kind, words
