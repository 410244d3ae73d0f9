"""The memory: who changed what, when, through which action, by which rule; and how to put it back."""

from .former import OF_A_KEY, formerly, looks_like_a_number
from .log import Author, Change, ChangeSet
from .recording import (
    MEMORY,
    Memory,
    ask,
    because,
    close_change_set,
    continue_change_set,
    gathered,
    memory_of,
    mention,
    name_change_set,
    open_change_set,
    remember,
)
from .rules import Rule
from .undo import undo
from .undo_plan import Obstacle, UndoPlan, plan_undo
from .why import (
    Step,
    as_it_was,
    base_of,
    changed_at,
    last_change,
    last_change_id,
    last_change_ids,
    last_steps,
    last_touched,
    why,
)

__all__ = [
    "MEMORY",
    "OF_A_KEY",
    "Author",
    "Change",
    "ChangeSet",
    "Memory",
    "Obstacle",
    "Rule",
    "Step",
    "UndoPlan",
    "as_it_was",
    "ask",
    "base_of",
    "because",
    "changed_at",
    "close_change_set",
    "continue_change_set",
    "formerly",
    "gathered",
    "last_change",
    "last_change_id",
    "last_change_ids",
    "last_steps",
    "last_touched",
    "looks_like_a_number",
    "memory_of",
    "mention",
    "name_change_set",
    "open_change_set",
    "plan_undo",
    "remember",
    "undo",
    "why",
]
