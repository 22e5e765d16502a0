// name: page-nested-tasks
// title.zh: 哪些任务在另一项任务之下，各有没有人列名
// title.en: The tasks that stand under another task, both as numbers of the server, and whether each names anybody
// kind: page
MATCH (above:Task)
WHERE above.leaf = false
MATCH (t:Task)-[:PART_OF]->(above)
RETURN id(t) AS task, id(above) AS above, EXISTS { MATCH (t)<-[:RESPONSIBLE_FOR]-() } AS named, EXISTS { MATCH (above)<-[:RESPONSIBLE_FOR]-() } AS above_named
ORDER BY task
