"""Sets series up. Default and Manual cannot both be off; the numbers of a line belong together."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..base import field_of
from ..codes import add_code, change_code, delete_code
from ..errors import N_, Refused, say
from .no_series import NoSeries, NoSeriesLine, NoSeriesRelationship
from .numbers import Number

WAYS = frozenset({"default_nos", "manual_nos"})
NUMBER_FIELDS = ("starting_no", "ending_no", "warning_no", "last_no_used")


def add_series(session: Session, values: dict[str, Any]) -> NoSeries:
    """A new series with both ways of numbering off takes numbers that are typed."""
    if not (values.get("default_nos") or values.get("manual_nos")):
        values = values | {"manual_nos": True}
    return add_code(session, NoSeries, values)


def change_series(session: Session, series: NoSeries, values: dict[str, Any]) -> None:
    """Switching one way of numbering off while the other is off switches that one on."""
    with session.no_autoflush:
        change_code(session, series, {name: value for name, value in values.items() if name not in WAYS})
    for name in WAYS & values.keys():
        setattr(series, name, values[name])
    if not (series.default_nos or series.manual_nos):
        if "default_nos" in values:
            series.manual_nos = True
        else:
            series.default_nos = True
    session.flush()


def delete_series(session: Session, series: NoSeries) -> None:
    """A series goes with its lines and relationships."""
    for line in session.scalars(select(NoSeriesLine).where(NoSeriesLine.no_series_code == series.code)):
        session.delete(line)
    mine = NoSeriesRelationship.no_series_code == series.code
    for relationship in session.scalars(select(NoSeriesRelationship).where(mine)):
        session.delete(relationship)
    session.flush()
    delete_code(session, series)


def add_line(session: Session, series: NoSeries, values: dict[str, Any]) -> NoSeriesLine:
    line = NoSeriesLine(no_series_code=series.code, increment_by=1, **_blank(NUMBER_FIELDS))
    session.add(line)
    with session.no_autoflush:
        change_line(session, line, values)
    return line


def change_line(session: Session, line: NoSeriesLine, values: dict[str, Any]) -> None:
    """A new prefix on one of the numbers goes to all of them, as long as none was given out."""
    with session.no_autoflush:
        for name, value in values.items():
            setattr(line, name, value)
        typed = [name for name in NUMBER_FIELDS if name in values]
        _align(line, typed)
        _check(line, typed)
    session.flush()


def add_relationship(session: Session, series: NoSeries, series_code: str | None) -> NoSeriesRelationship:
    if series_code is None:
        raise Refused(N_("Choose a number series."), field="series_code")
    if series_code == series.code:
        raise Refused(N_("A number series is not related to itself. Choose another one."), field="series_code")
    mine = NoSeriesRelationship.no_series_code == series.code
    if session.scalar(select(NoSeriesRelationship.id).where(mine, NoSeriesRelationship.series_code == series_code)):
        raise Refused(N_("%(series)s is related already."), field="series_code", series=series_code)
    relationship = NoSeriesRelationship(no_series_code=series.code, series_code=series_code)
    session.add(relationship)
    session.flush()
    return relationship


def _blank(names: tuple[str, ...]) -> dict[str, str]:
    return dict.fromkeys(names, "")


def _read(line: NoSeriesLine, name: str) -> Number | None:
    text: str = getattr(line, name)
    number = Number.read(text)
    if text and number is None:
        raise Refused(
            N_("%(caption)s must have at least one digit to count by."),
            field=name,
            caption=say(field_of(NoSeriesLine, name).caption),
        )
    return number


def _align(line: NoSeriesLine, typed: list[str]) -> None:
    model = next((_read(line, name) for name in typed if getattr(line, name)), None)
    if model is None:
        return
    for name in NUMBER_FIELDS:
        number = _read(line, name)
        if number and not number.goes_with(model) and name not in typed:
            if name == "last_no_used":
                raise _given_out(line, typed[0])
            setattr(line, name, str(number._replace(prefix=model.prefix, suffix=model.suffix)))


def _given_out(line: NoSeriesLine, field: str) -> Refused:
    return Refused(
        N_("%(last)s was given out already. Keep its form, or add a new line."), field=field, last=line.last_no_used
    )


def _check(line: NoSeriesLine, typed: list[str]) -> None:
    starting, ending, warning, last = (_read(line, name) for name in NUMBER_FIELDS)
    if starting is None:
        raise Refused(N_("Enter the first number of the series."), field="starting_no")
    for name, number in (("ending_no", ending), ("warning_no", warning), ("last_no_used", last)):
        if number and not number.goes_with(starting):
            raise Refused(N_("The numbers of a line differ only in their digits. Make them alike."), field=name)
    if last and str(starting.at(last.value)) != line.last_no_used:
        if "last_no_used" not in typed:
            raise _given_out(line, "starting_no")
        line.last_no_used = str(starting.at(last.value))
    if ending and ending.value < starting.value:
        raise Refused(N_("The ending number is below the starting number. Make it larger."), field="ending_no")
    if ending is None and warning:
        if "warning_no" in typed:
            raise Refused(N_("A warning number needs an ending number. Enter one."), field="ending_no")
        line.warning_no = ""
    if last and (last.value < starting.value or (ending and last.value > ending.value)):
        raise Refused(N_("The last number used lies outside of the line. Make it fit."), field="last_no_used")
