"""Two people on one card: different fields are both kept, the same field is shown as before, theirs and mine."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from .. import i18n
from ..domain.base import Base
from ..domain.changes import last_touched
from . import kinds
from .declarations import Page


class Conflict(Exception):
    """Somebody else changed the same fields meanwhile."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields


def settled(mine: dict[str, Any], now: dict[str, Any], then: dict[str, Any], compared: bool) -> dict[str, Any]:
    """My changes without those I gave up for somebody else's; where both changed a field, I have to choose.

    A choice counts only if it was made between the values of now: somebody may have changed the field once more.
    """
    open_questions = {}
    for name in [name for name in mine if now[name] != then[name] and now[name] != mine[name]]:
        chosen = request.form.get(f"chosen-{name}") if compared else None
        if chosen == "theirs":
            del mine[name]
        elif chosen != "mine":
            open_questions[name] = (then[name], now[name], mine[name])
    if open_questions:
        raise Conflict(open_questions)
    return {name: value for name, value in mine.items() if now[name] != value}


def comparison_of(session: Session, page: Page, record: Base, conflict: Conflict) -> SimpleNamespace:
    rows = []
    who = set()
    for name, (then, now, mine) in conflict.fields.items():
        field = page.field(name)
        change = last_touched(session, record.type_name, record.id, name)
        if change:
            who.add(change.change_set.by_name)
        rows.append(
            SimpleNamespace(
                caption=i18n.gettext(field.caption), equal=False, note="", url=None,
                cells=[
                    _cell(kinds.show(then, field)),
                    _cell(kinds.show(now, field), f"chosen-{name}", "theirs"),
                    _cell(kinds.show(mine, field), f"chosen-{name}", "mine", checked=True),
                ],
            )
        )  # fmt: skip
    return SimpleNamespace(
        caption=i18n.gettext("Changed by both"),
        columns=[i18n.gettext("Before"), ", ".join(sorted(who)) or i18n.gettext("Theirs"), i18n.gettext("Mine")],
        rows=rows,
        equal_text="",
    )


def _cell(text: str, name: str = "", value: str = "", checked: bool = False) -> SimpleNamespace:
    chosen = SimpleNamespace(name=name, value=value, checked=checked) if name else None
    return SimpleNamespace(text=text, chosen=checked, tone="" if text else "blank", input=chosen)
