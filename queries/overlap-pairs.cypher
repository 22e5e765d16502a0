// name: overlap-pairs
// title.zh: 哪些部门两两共同负责任务，各有几项
// title.en: Pairs of departments that share tasks, with counts
// kind: question
// parameter least (integer, default 1): 至少共同负责几项
// parameter collectives (flag, default false): 是否也算集合主体（各设区市发展改革委、各有关部门）和地方政府
// parameter document (document, default null): 只看一份文件，标题或 IRI
MATCH (doc:Document)-[:HAS_TASK]->(t:Task)
WHERE ($document IS NULL OR $document IN [doc.iri, doc.title])
  AND (t.leaf OR NOT EXISTS { MATCH (below:Task)-[:PART_OF*1..6]->(t) WHERE (below)<-[:RESPONSIBLE_FOR]-() })
MATCH (t)<-[:RESPONSIBLE_FOR]-(d:Owner)
WHERE d:Department OR $collectives
WITH t, collect(DISTINCT d.iri) AS owners
WITH owners, count(*) AS shared // many tasks have the same owners: their pairs are made once
UNWIND owners AS one
UNWIND [two IN owners WHERE one < two] AS two
WITH one, two, sum(shared) AS tasks WHERE tasks >= $least
MATCH (a:Owner {iri: one})
MATCH (b:Owner {iri: two})
RETURN a.name AS department, b.name AS other, tasks, one AS department_iri, two AS other_iri
ORDER BY tasks DESC, department, other, department_iri, other_iri
