"""The ways to a merge, from a card and from two ticked rows of a list."""

from __future__ import annotations

from ...domain.base import Base
from ...domain.errors import N_
from ...domain.users.rights import Right
from ...pages import Action


def merge_action(model: type[Base]) -> Action:
    return Action("merge", N_("Merge with"), merge_endpoint(model), "merge", Right.DELETE, place="more")


def merge_ticked(model: type[Base]) -> Action:
    endpoint = f"{merge_endpoint(model)}_ticked"
    return Action("merge-ticked", N_("Merge"), endpoint, "merge", Right.DELETE, "post")


def merge_endpoint(model: type[Base]) -> str:
    return f"contacts.{model.__tablename__}s_merge"
