// name: page-body-facts
// title.zh: 它的任务有哪些时间节点、指标、技术
// title.en: Dates, targets and technologies of a body's tasks
// kind: page
// parameter body (text, required): 主体的 IRI
MATCH (o:Owner {iri: $body})-[:RESPONSIBLE_FOR]->(t:Task)
WITH DISTINCT t
RETURN t.iri AS task, t.name AS name, t.deadline AS deadline, t.due AS due,
  [(t)-[:HAS_MILESTONE]->(m:Milestone) | {quote: m.quote, due: m.due, start: m.start}] AS milestones,
  [(t)-[:HAS_TARGET]->(g:Target) | {quote: g.quote, due: g.due, deadline: g.deadline, quantified: g.quantified, start: g.start}] AS targets,
  [(t)-[i:INVOLVES]->(k:Technology) | {iri: k.iri, name: k.name, status: i.status}] AS technologies
ORDER BY task
