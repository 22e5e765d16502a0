// name: page-due
// title.zh: 什么时候应完成什么，由谁负责
// title.en: What falls due when, with who is named
// kind: page
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (d:Document)-[:HAS_TASK]->(t:Task)
WHERE ($document IS NULL OR d.iri = $document)
WITH d, t, [(t)-[:HAS_MILESTONE]->(m:Milestone) | {due: m.due, kind: 'milestone', words: m.quote, deed: m.deed, start: m.start, end: m.end}] AS milestones,
  [(t)-[:HAS_TARGET]->(g:Target) | {due: g.due, kind: 'target', words: g.quote, said: g.deadline, start: g.start, end: g.end}] AS targets
WHERE t.deadline IS NOT NULL OR size(milestones) > 0 OR size(targets) > 0
RETURN d.iri AS document, t.iri AS task, t.ordinal AS ordinal, t.number AS number, t.name AS name, t.text AS text, t.start AS start,
  t.deadline AS deadline, t.due AS due, milestones, targets,
  [(t)<-[r:RESPONSIBLE_FOR]-(o:Owner) | {iri: o.iri, name: o.name, rank: r.rank, role: r.role}] AS owners
ORDER BY document, ordinal, task
