"""A merge as its page shows it: both sides field by field, every row with where it goes, and what has to be decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from flask import g
from sqlalchemy.orm import Session

from ... import formats, i18n
from ...domain.base import Record, field_of, model_of
from ...domain.changes.values import is_blank
from ...domain.columns import Field
from ...domain.errors import N_
from ...domain.merging import BOTH, GOES, KEPT, Clash, Difference, MergePlan, Move
from ...domain.merging.rows import telling
from ...domain.merging.values import chosen_fields
from ...domain.users.rights import Area, Right
from ...pages import kinds
from ...pages.forms import Choice, Control
from ...pages.rendering import url_of

Chosen = Mapping[str, str]


def permitted(plan: MergePlan) -> bool:
    """Whether the visitor may merge what stands behind a clash as well."""
    return bool(g.user.may(Area(plan.kept.area), Right.DELETE))


def plans_of(plan: MergePlan) -> Iterator[MergePlan]:
    """The plan, and those that the visitor may have done along with it."""
    yield plan
    for clash in plan.clashes:
        if clash.along and permitted(clash.along):
            yield from plans_of(clash.along)


def plan_view(session: Session, plan: MergePlan, chosen: Chosen, asking: bool) -> SimpleNamespace:
    """One section of the page; where choices were missing they are asked for."""
    open_clashes = [clash for clash in plan.clashes if not clash.side]
    return SimpleNamespace(
        comparison=_comparison(plan, chosen),
        clashes=[_clash(session, plan, clash, chosen, asking) for clash in open_clashes],
        moves=[view for move in plan.moves if (view := _move(plan, move))],
        moves_to=i18n.gettext("Goes to %(record)s", record=plan.kept.label),
        once=[_row_text(session, clash) for clash in plan.clashes if clash.side],
        between=[f"{i18n.gettext(row.one)} {row.label}" for row in plan.between],
    )


def _comparison(plan: MergePlan, chosen: Chosen) -> SimpleNamespace:
    model, unequal = type(plan.kept), {each.name: each for each in plan.differences}
    names = [name for name in chosen_fields(model) if name not in plan.decided]
    equal = [name for name in names if name not in unequal and not is_blank(getattr(plan.kept, name))]
    return SimpleNamespace(
        caption=i18n.gettext("Fields"),
        columns=[
            i18n.gettext("Stays: %(record)s", record=plan.kept.label),
            i18n.gettext("Goes: %(record)s", record=plan.goes.label),
        ],
        rows=[_difference(model, unequal[name], chosen) for name in names if name in unequal]
        + [_equal(plan.kept, name) for name in equal],
        equal_text=i18n.ngettext("%(n)s equal field", "%(n)s equal fields", len(equal)),
    )


def _difference(model: type[Record], each: Difference, chosen: Chosen) -> SimpleNamespace:
    """Fields that hang on the choice of another one say so."""
    side = chosen.get(each.key, each.default)
    lead = field_of(model, each.key.partition(".")[2]).caption
    cells = [
        _cell(_shown(value, field_of(model, each.name)), each, word, side)
        for word, value in ((KEPT, each.kept), (GOES, each.goes))
    ]
    note = "" if each.leads else i18n.gettext("goes along with %(field)s", field=i18n.gettext(lead))
    return SimpleNamespace(caption=_caption(model, each.name), equal=False, cells=cells, note=note, url=None)


def _cell(text: str, each: Difference, word: str, side: str) -> SimpleNamespace:
    chosen = word == side
    radio = SimpleNamespace(name=each.key, value=word, checked=chosen) if each.leads else None
    return SimpleNamespace(text=text, chosen=chosen, tone="" if text else "blank", input=radio)


def _equal(record: Record, name: str) -> SimpleNamespace:
    text = _shown(getattr(record, name), field_of(type(record), name))
    cells = [SimpleNamespace(text=text, chosen=False, tone="", input=None)] * 2
    return SimpleNamespace(caption=_caption(type(record), name), equal=True, cells=cells, note="", url=None)


def _caption(model: type[Record], name: str) -> str:
    return i18n.gettext(field_of(model, name).caption)


def _shown(value: Any, field: Field) -> str:
    if field.kind == "picture":
        return i18n.gettext(field.caption) if value else ""
    return kinds.show(value, field)


def _move(plan: MergePlan, move: Move) -> SimpleNamespace | None:
    """How many rows, without those that are named elsewhere on the page."""
    told = {clash.row.id for clash in plan.clashes if clash.naming == move.naming}
    count = len({id_ for id_, _version in move.rows} - told)
    if not count:
        return None
    caption, field = i18n.gettext(move.model.many), _field(move.model, move.naming.field)
    if field:
        caption = i18n.gettext("%(table)s, %(caption)s", table=caption, caption=i18n.gettext(field.caption))
    examples = [example for example in move.examples if example.id not in told]
    return SimpleNamespace(
        caption=caption,
        count=formats.show_number(count, i18n.current().locale),
        examples=[SimpleNamespace(text=_called(example), url=url_of(example)) for example in examples],
        more=count > len(examples),
    )


def _called(record: Record) -> str:
    """Its label, with its days as the visitor writes them."""
    label = record.label
    for name in chosen_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, dt.date):
            label = label.replace(value.isoformat(), kinds.show(value, field_of(type(record), name)))
    return label


CHOICES = {KEPT: N_("Keep %(values)s"), GOES: N_("Take %(values)s"), BOTH: N_("Make one of the two: keep %(values)s")}


def _clash(session: Session, plan: MergePlan, clash: Clash, chosen: Chosen, asking: bool) -> Control:
    """One question, with an answer for each side."""
    answer = chosen.get(clash.key, "")
    values = {
        KEPT: _differing(session, clash.others[0], clash),
        GOES: _differing(session, clash.row, clash),
        BOTH: clash.along.kept.label if clash.along else "",
    }
    sides = [side for side in clash.sides if side != BOTH or (clash.along and permitted(clash.along))]
    return Control(
        name=clash.key,
        caption=_row_text(session, clash),
        kind="radio",
        choices=[Choice(side, i18n.gettext(CHOICES[side], values=values[side]), side == answer) for side in sides],
        error=i18n.gettext("Choose one.") if asking and answer not in sides else "",
        hint=i18n.gettext("Only one can stay: %(kept)s and %(goes)s both have it.", kept=plan.kept.label, goes=plan.goes.label),
    )  # fmt: skip


def _row_text(session: Session, clash: Clash) -> str:
    """What the two rows are, and what they have in common."""
    same = [name for name in _telling(clash) if _value(clash.row, name) == _value(clash.others[0], name)]
    shown = [_text(session, clash.row, name) for name in same]
    return " ".join([i18n.gettext(clash.row.one), *filter(None, shown)])


def _differing(session: Session, row: Record, clash: Clash) -> str:
    names = [name for name in _telling(clash) if _value(clash.row, name) != _value(clash.others[0], name)]
    shown = [text for name in names if (text := _text(session, row, name))]
    return ", ".join(shown) or i18n.gettext("blank")


def _telling(clash: Clash) -> list[str]:
    return telling(type(clash.row), clash.naming.values(clash.row))


def _value(row: Record, name: str) -> Any:
    value = getattr(row, name)
    return None if is_blank(value) else value


def _text(session: Session, row: Record, name: str) -> str:
    """A value as people read it; behind an id stands a record with a label."""
    value, field = _value(row, name), _field(type(row), name)
    if value is None:
        return ""
    if field:
        return _shown(value, field)
    for key in row.__mapper__.columns[name].foreign_keys:
        named = session.get(model_of(key.column.table.name), value)
        if named is not None:
            return named.label
    return str(value)


def _field(model: type[Record], name: str) -> Field | None:
    field: Field | None = model.__mapper__.columns[name].info.get("field")
    return field
