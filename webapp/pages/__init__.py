"""Cards and lists, declared in one place and made here. Nothing in this room knows a named record."""

from .declarations import Action, Fact, FactBox, Page, Tab, Why
from .mounting import mount
from .rendering import done, receipt, render

__all__ = ["Action", "Fact", "FactBox", "Page", "Tab", "Why", "done", "mount", "receipt", "render"]
