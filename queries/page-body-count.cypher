// name: page-body-count
// title.zh: 这个主体在多少份文件的多少项任务列名
// title.en: In how many documents and for how many tasks a body is named
// kind: page
// parameter body (text, required): 主体的 IRI
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[:RESPONSIBLE_FOR]-(o:Owner)
WHERE o.iri = $body
RETURN count(DISTINCT d.iri) AS documents, count(DISTINCT t.iri) AS tasks
