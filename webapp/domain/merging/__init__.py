"""Makes one record of two: rehearsed field by field and row by row, done as rehearsed, and undone in one step."""

from .candidates import candidates, chosen_other
from .merge import merge
from .planning import Clash, MergePlan, Move, Unsolved, check_mergeable, plan_merge
from .values import BOTH, GOES, KEPT, Difference

__all__ = [
    "BOTH",
    "GOES",
    "KEPT",
    "Clash",
    "Difference",
    "MergePlan",
    "Move",
    "Unsolved",
    "candidates",
    "check_mergeable",
    "chosen_other",
    "merge",
    "plan_merge",
]
