"""Cards and lists, declared in one place and made here. Nothing in this room knows a named record."""

from .declarations import Action, Chip, Computed, Fact, FactBox, Mark, Page, Parting, Tab, Why
from .mounting import mount
from .receipts import receipt
from .rendering import done, render

__all__ = [
    "Action",
    "Chip",
    "Computed",
    "Fact",
    "FactBox",
    "Mark",
    "Page",
    "Parting",
    "Tab",
    "Why",
    "done",
    "mount",
    "receipt",
    "render",
]
