"""From a file to a Plan. Each subject has a door; the modules behind it have one subject of their own.

    readers/       a file's bytes → plain text, tables, bold           readers.read_text, readers.archive.documents
    metadata       what the document says of itself                    head, titles, record, issuers, kinds, regions, citations
    owners         ownership clauses and document-wide rules           wording, places, grammar, names, conventions, unplaced, ownership
    outline        sections and tasks                                  lines, numbering, items, looks, layout, drafting, placement,
                                                                       taskrows, stacked, parts, spelling
    targets        quantified goals, and goals without a number        quantities, surroundings, goalhood, goalverbs, goals, punctuation
    dates          deadlines and milestones                            datewords
    technologies   known terms and unknown ones                        mentions, discovery
    segment        the only door to jieba and rjieba
    pipeline       read(path) → Plan          batch   many documents    evaluation   Plans against gold

The words all of these look for (labels, verbs, comparators, units, date words) are literals in ontology/*.ttl.
"""
