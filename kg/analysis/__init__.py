"""Figures over plans: pure functions over records; nothing here reads a store or Chinese.

of_plan(plan, iri)               a Plan as records (PlanFacts); the pages' PlanView is such a record already
two_mode(facts, …)               which departments are named for which task of one plan
overlap(graphs)                  pairs with counts, both models of chance, and what may be said (Finding)
meetings(graphs), weights(…)     the shared tasks of every two bodies; their weights: count, newman, lead
distribution, chance_range(pair) what chance alone gives a pair
"""

from kg.analysis.facts import of_plan
from kg.analysis.incidence import TwoMode, two_mode
from kg.analysis.pairs import Finding, Overlap, Pair, chance_range, distribution, meetings, overlap, weights
from kg.analysis.records import Assignment, Body, Facts, Milestone, PlanFacts, Target, Task, Technology

__all__ = [
    "Assignment",
    "Body",
    "Facts",
    "Finding",
    "Milestone",
    "Overlap",
    "Pair",
    "PlanFacts",
    "Target",
    "Task",
    "Technology",
    "TwoMode",
    "chance_range",
    "distribution",
    "meetings",
    "of_plan",
    "overlap",
    "two_mode",
    "weights",
]
