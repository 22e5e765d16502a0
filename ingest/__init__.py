"""From a file to a Plan.

    sources        a file's bytes → plain text, tables, bold, with the way back to the file
    document       what is true of a text: lines and their kinds, numbers before items, words, quantities, date expressions
    metadata       what the document says of itself
    owners         ownership clauses and document-wide rules
    targets        quantified targets, and goals without a number
    dates          deadlines and milestones
    technologies   known terms and discovered ones
    outline        sections and tasks, and what every stretch of the text was read as
    pipeline       read(path) → Plan          batch   many documents    evaluation   Plans against gold

The words all of these look for (labels, verbs, comparators, units, date words) are literals in ontology/*.ttl.
"""
