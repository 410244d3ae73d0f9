"""Date formulas as NAV writes them: 14D, 1M, CM+1M, D15, -1W. A letter alone is the end of that period."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from ..errors import N_, Refused

TERM = re.compile(
    r"([+-]?)(?:(C)([DWMQY])|(\d{1,3})([DWMQY])|(D(?=0?[1-9](?!\d)|[12]\d|3[01])|W(?=[1-7](?!\d)))(\d{1,2}))"
)
SHAPE = re.compile(rf"(?:{TERM.pattern})(?:(?=[+-])(?:{TERM.pattern}))*")
MONTHS = {"M": 1, "Q": 3, "Y": 12}


def read_formula(typed: str, field: str = "") -> str:
    """The formula in its one spelling, or a refusal that shows how to write it."""
    formula = "".join(typed.upper().split())
    if formula and not SHAPE.fullmatch(formula):
        raise Refused(
            N_("“%(typed)s” is not a date formula. Write it like 14D, 1M or CM+10D."), field=field, typed=typed[:20]
        )
    return formula


def apply_formula(formula: str, day: dt.date) -> dt.date:
    """The day that the formula leads to; one beyond the calendar's end stays on its last day."""
    for match in TERM.finditer(formula):
        sign, current, period, count, unit, fixed, number = match.groups()
        direction = -1 if sign == "-" else 1
        try:
            if current:
                day = _edge(day, period, direction)
            elif count:
                day = _move(day, int(count) * direction, unit)
            else:
                day = _next_fixed(day, fixed, int(number), direction)
        except (OverflowError, ValueError):
            return dt.date.max if direction > 0 else dt.date.min
    return day


def _move(day: dt.date, count: int, unit: str) -> dt.date:
    if unit in MONTHS:
        return _add_months(day, count * MONTHS[unit])
    return day + dt.timedelta(days=count * (7 if unit == "W" else 1))


def _add_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _edge(day: dt.date, period: str, direction: int) -> dt.date:
    """The last day of the current period, or the first one with a minus."""
    if period == "D":
        return day
    if period == "W":
        return day + dt.timedelta(days=(6 - day.weekday()) if direction > 0 else -day.weekday())
    months = MONTHS[period]
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return _add_months(first, months) - dt.timedelta(days=1) if direction > 0 else first


def _next_fixed(day: dt.date, unit: str, number: int, direction: int) -> dt.date:
    """D15 is the next 15th, W1 the next Monday; with a minus the one before."""
    if unit == "W":
        distance = (number - day.isoweekday()) * direction % 7 or 7
        return day + dt.timedelta(days=distance * direction)
    month = day
    while True:
        target = month.replace(day=min(number, calendar.monthrange(month.year, month.month)[1]))
        if (target - day).days * direction > 0:
            return target
        month = _add_months(month.replace(day=1), direction)
