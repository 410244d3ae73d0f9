"""Gives numbers out: inside the transaction that needs them, past the ones that are taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from ..base import Base, field_of
from ..changes import Rule, because, mention
from ..errors import N_, Message, Refused, See, say
from ..lasting import lasting_columns
from ..setup.single import Setup, the
from .no_series import NoSeries, NoSeriesLine, NoSeriesRelationship
from .numbers import LONGEST, Number


class Given(NamedTuple):
    """A number, the series it is from unless it was typed, and a warning when the series nears its end."""

    no: str
    series_code: str | None
    warning: Message | None = None


def number_for(
    session: Session,
    model: type[Base],
    setup: type[Setup],
    field: str,
    typed: str = "",
    series_code: str = "",
    on: dt.date | None = None,
) -> Given:
    """The number of a new record: the one typed, or the next of the series chosen or named in this setup field."""
    if typed:
        return _check_typed(session, model, getattr(the(session, setup), field), typed)
    named = named_series(session, setup, field)
    if series_code and series_code != named:
        _check_related(session, named, series_code)
    return give_number(session, model, series_code or named, on or dt.date.today())


def numbers_for(session: Session, model: type[Base], setup: type[Setup], field: str, count: int) -> list[Given]:
    """The numbers of many new records, from the series named in this setup field."""
    return give_numbers(session, model, named_series(session, setup, field), dt.date.today(), count)


def named_series(session: Session, setup: type[Setup], field: str) -> str:
    """The series that gives the numbers, by its field in the setup."""
    named: str | None = getattr(the(session, setup), field)
    if named is None:
        raise Refused(
            N_("No number series is chosen in the field %(caption)s of %(page)s. Choose one there, or type a number."),
            field="no",
            see=See(setup.type_name, field=field),
            caption=say(field_of(setup, field).caption),
            page=say(setup.one),
        )
    return named


def renumber(session: Session, record: Any, setup: type[Setup], field: str, no: str) -> None:
    """Another number for a record that has one. Whatever names the record goes along."""
    if not no:
        raise Refused(N_("Enter a number."), field="no")
    given = _check_typed(session, type(record), getattr(the(session, setup), field), no)
    record.no, record.no_series_code = given.no, given.series_code
    session.flush()
    session.expire_all()


def give_number(session: Session, model: type[Base], series_code: str, on: dt.date) -> Given:
    """Take the next free number of a series."""
    [given] = give_numbers(session, model, series_code, on, 1)
    return given


def give_numbers(session: Session, model: type[Base], series_code: str, on: dt.date, count: int) -> list[Given]:
    """Take the next free numbers of a series, all in one step of each line that gives them."""
    series = series_by_code(session, series_code)
    if not series.default_nos:
        raise Refused(
            N_("Number series %(series)s does not give numbers by itself. Type a number, or tick Default Nos. there."),
            field="no",
            see=See(NoSeries.type_name, series_code, "default_nos"),
            series=series_code,
        )
    given: list[Given] = []
    with because(session, Rule.FINAL_NUMBER if series.allow_gaps else Rule.NUMBER):
        while len(given) < count:
            line = _open_line(session, series, on)
            numbers = list(islice(line.upcoming(), count - len(given)))
            line.last_no_used = str(numbers[-1])
            line.last_date_used = on
            taken = taken_among(session, model, [str(number) for number in numbers])
            given += [Given(str(each), series_code, _warning(line, each)) for each in numbers if str(each) not in taken]
    if given and given[-1].warning:
        mention(session, given[-1].warning)
    return given


def peek(session: Session, series_code: str, on: dt.date, model: type[Base] | None = None) -> str:
    """The number that would come next; nothing is used up."""
    series = series_by_code(session, series_code)
    lines = _lines(session, series, on)
    for line in lines:
        for number in line.upcoming():
            if model is None or not is_taken(session, model, str(number)):
                _check_date_order(series, line, on)
                return str(number)
    raise _exhausted(series, lines)


def series_by_code(session: Session, series_code: str) -> NoSeries:
    series = session.scalar(select(NoSeries).where(NoSeries.code == series_code))
    if series is None:
        raise Refused(N_("There is no number series %(series)s."), series=series_code)
    return series


def is_taken(session: Session, model: type[Base], no: str) -> bool:
    return bool(taken_among(session, model, [no]))


def taken_among(session: Session, model: type[Base], numbers: Collection[str]) -> set[str]:
    """Those in use, and those that others still keep of somebody who is gone: they shall not come to mean somebody else."""
    columns: list[Any] = [getattr(model, model.key_field), *lasting_columns(model.type_name)]
    return set(session.scalars(union(*(select(column).where(column.in_(numbers)) for column in columns))))


def _check_typed(session: Session, model: type[Base], series_code: str | None, typed: str) -> Given:
    if series_code and not series_by_code(session, series_code).manual_nos:
        raise Refused(
            N_("Numbers are given out automatically here. To type them, tick Manual Nos. on number series %(series)s."),
            field="no",
            see=See(NoSeries.type_name, series_code, "manual_nos"),
            series=series_code,
        )
    if len(typed) > LONGEST:
        raise Refused(N_("The number is too long. Take at most %(most)s characters."), field="no", most=LONGEST)
    if is_taken(session, model, typed):
        raise Refused(N_("The number %(no)s is taken. Type another one."), field="no", no=typed)
    return Given(typed, None)


def _check_related(session: Session, named: str, chosen: str) -> None:
    related = select(NoSeriesRelationship.id).where(
        NoSeriesRelationship.no_series_code == named, NoSeriesRelationship.series_code == chosen
    )
    if session.scalar(related) is None:
        raise Refused(
            N_("Number series %(chosen)s is not related to %(series)s. Choose a related one."),
            field="no",
            see=See(NoSeries.type_name, named),
            chosen=chosen,
            series=named,
        )


def _open_line(session: Session, series: NoSeries, on: dt.date) -> NoSeriesLine:
    """The first open line gives the number, and nobody else can take one from it meanwhile."""
    lines = _lines(session, series, on, lock=True)
    line = next((line for line in lines if line.is_open), None)
    if line is None:
        raise _exhausted(series, lines)
    _check_date_order(series, line, on)
    return line


def _lines(session: Session, series: NoSeries, on: dt.date, lock: bool = False) -> list[NoSeriesLine]:
    """Of the lines that have begun the newest count."""
    query = select(NoSeriesLine).where(NoSeriesLine.no_series_code == series.code)
    query = query.order_by(NoSeriesLine.starting_date, NoSeriesLine.id)
    if lock:
        session.flush()
        query = query.with_for_update().execution_options(populate_existing=True)
    lines = list(session.scalars(query))
    begun = [line for line in lines if line.starting_date is None or line.starting_date <= on]
    if not begun:
        raise _no_line(series, on, bool(lines))
    newest = max((line.starting_date or dt.date.min) for line in begun)
    return [line for line in begun if (line.starting_date or dt.date.min) == newest]


def _exhausted(series: NoSeries, lines: list[NoSeriesLine]) -> Refused:
    return Refused(
        N_("Number series %(series)s has no more numbers (last: %(last)s). Add a line or raise the ending number."),
        field="no",
        see=See(NoSeries.type_name, series.code),
        series=series.code,
        last=lines[-1].last_no_used,
    )


def _check_date_order(series: NoSeries, line: NoSeriesLine, on: dt.date) -> None:
    if series.date_order and line.last_date_used and on < line.last_date_used:
        raise Refused(
            N_("Number series %(series)s follows the dates, and %(last)s is dated later. Take a later date."),
            field="no",
            see=See(NoSeries.type_name, series.code, "date_order"),
            series=series.code,
            last=line.last_no_used,
        )


def _no_line(series: NoSeries, on: dt.date, has_lines: bool) -> Refused:
    text = (
        N_("Number series %(series)s has no line that has begun by %(day)s. Add one with an earlier starting date.")
        if has_lines
        else N_("Number series %(series)s has no lines. Add one with a starting number.")
    )
    return Refused(text, field="no", see=See(NoSeries.type_name, series.code), series=series.code, day=on)


def _warning(line: NoSeriesLine, number: Number) -> Message | None:
    if not line.is_due_for_warning(number):
        return None
    return say(
        N_("Number series %(series)s is running out: this was %(no)s, the last one is %(ending)s."),
        series=line.no_series_code,
        no=str(number),
        ending=line.ending_no,
    )
