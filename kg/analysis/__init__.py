"""Figures over plans: pure functions over records; nothing here reads a store or Chinese.

of_plan(plan)                    a Plan as records (PlanFacts); the pages' PlanView is such a record already
of_rows(rows)                    all plans of the graph as records, from the rows of the queries page-all-…
two_mode(facts, …)               which departments are named for which task of one plan; unowned(facts): tasks that nobody answers for
two_modes(rows…)                 the same of many plans, from lists of numbers alone
overlap(graphs)                  pairs with counts, both models of chance, and what may be said (PairFinding)
meetings(graphs), weights(…)     the shared tasks of every two bodies; their weights: count, newman, lead
distribution, chance_range(pair) what chance alone gives a pair
positions, core, network         degree, strength, betweenness, constraint, effective size; core and periphery
communities(graphs)              groups with modularity and stability; none where none are worth naming
loads(plans), concentration(…)   tasks, first-listed, led, targets of each body; HHI and Gini
headlines, disagreements(facts)  headline targets in three states with candidates; figures that differ
matters, matters_between, agenda what to discuss, and the agenda proposed from it, without what was struck out
compare(one, other), align(…)    what changed between two plans or editions; which tasks are the same
spread(plans)                    tasks, owners, technologies by region × year × line
followed, by_line, by_level      what a body counts as: `two_mode(facts, identity=by_line(facts.bodies))`
"""

from kg.analysis.alignment import Aligned, Alignment, Division, align
from kg.analysis.comparison import Comparison, OwnerChange, TargetChange, TaskChange, compare, divisions, unmatched
from kg.analysis.discussion import Matter, agenda, matters, matters_between
from kg.analysis.expectation import Chance
from kg.analysis.facts import bodies_of_rows, of_plan, of_rows
from kg.analysis.figures import Disagreement, Headline, TargetCandidate, disagreements, headlines
from kg.analysis.groups import Communities, communities
from kg.analysis.identity import by_level, by_line, followed
from kg.analysis.incidence import Identity, TwoMode, counted, two_mode, two_modes, unowned
from kg.analysis.load import Concentration, Load, concentration, loads
from kg.analysis.pairs import Overlap, Pair, PairFinding, Weight, chance_range, distribution, meetings, overlap, weights
from kg.analysis.position import Core, Network, Position, core, network, positions
from kg.analysis.records import Assignment, BodyFacts, Facts, MilestoneFacts, PlanFacts, TargetFacts, TaskFacts, TechnologyFacts
from kg.analysis.regions import RegionShare, spread

__all__ = [
    "Aligned",
    "Alignment",
    "Assignment",
    "BodyFacts",
    "Chance",
    "Communities",
    "Comparison",
    "Concentration",
    "Core",
    "Disagreement",
    "Division",
    "Facts",
    "Headline",
    "Identity",
    "Load",
    "Matter",
    "MilestoneFacts",
    "Network",
    "Overlap",
    "OwnerChange",
    "Pair",
    "PairFinding",
    "PlanFacts",
    "Position",
    "RegionShare",
    "TargetCandidate",
    "TargetChange",
    "TargetFacts",
    "TaskChange",
    "TaskFacts",
    "TechnologyFacts",
    "TwoMode",
    "Weight",
    "agenda",
    "align",
    "bodies_of_rows",
    "by_level",
    "by_line",
    "chance_range",
    "communities",
    "compare",
    "concentration",
    "core",
    "counted",
    "disagreements",
    "distribution",
    "divisions",
    "followed",
    "headlines",
    "loads",
    "matters",
    "matters_between",
    "meetings",
    "network",
    "of_plan",
    "of_rows",
    "overlap",
    "positions",
    "spread",
    "two_mode",
    "two_modes",
    "unmatched",
    "unowned",
    "weights",
]
