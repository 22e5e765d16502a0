"""Figures over plans: pure functions over records; nothing here reads a store or Chinese.

of_plan(plan, iri)               a Plan as records (PlanFacts); the pages' PlanView is such a record already
two_mode(facts, …)               which departments are named for which task of one plan
overlap(graphs)                  pairs with counts, both models of chance, and what may be said (Finding)
meetings(graphs), weights(…)     the shared tasks of every two bodies; their weights: count, newman, lead
distribution, chance_range(pair) what chance alone gives a pair
positions, core, network         degree, strength, betweenness, constraint, effective size; core and periphery
communities(graphs)              groups with modularity and stability; none where none are worth naming
loads(plans), concentration(…)   tasks, first-listed, led, targets of each body; HHI and Gini
followed, by_line, by_level      what a body counts as: `two_mode(facts, identity=by_line(facts.bodies))`
"""

from kg.analysis.communities import Communities, communities
from kg.analysis.facts import of_plan
from kg.analysis.identity import by_level, by_line, followed
from kg.analysis.incidence import TwoMode, counted, two_mode
from kg.analysis.load import Concentration, Load, concentration, loads
from kg.analysis.pairs import Finding, Overlap, Pair, chance_range, distribution, meetings, overlap, weights
from kg.analysis.position import Core, Network, Position, core, network, positions
from kg.analysis.records import Assignment, Body, Facts, Milestone, PlanFacts, Target, Task, Technology

__all__ = [
    "Assignment",
    "Body",
    "Communities",
    "Concentration",
    "Core",
    "Facts",
    "Finding",
    "Load",
    "Milestone",
    "Network",
    "Overlap",
    "Pair",
    "PlanFacts",
    "Position",
    "Target",
    "Task",
    "Technology",
    "TwoMode",
    "by_level",
    "by_line",
    "chance_range",
    "communities",
    "concentration",
    "core",
    "counted",
    "distribution",
    "followed",
    "loads",
    "meetings",
    "network",
    "of_plan",
    "overlap",
    "positions",
    "two_mode",
    "weights",
]
