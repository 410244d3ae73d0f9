"""What day it is for the person at the screen."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from flask import g, has_request_context, session

DEFAULT_ZONE = "Europe/London"


def time_zone() -> str:
    user = g.get("user") if has_request_context() else None
    return user.time_zone if user else DEFAULT_ZONE


def today() -> dt.date:
    return dt.datetime.now(ZoneInfo(time_zone())).date()


def right_now() -> dt.datetime:
    """The moment as the clock of the person at the screen shows it."""
    return dt.datetime.now(ZoneInfo(time_zone()))


def work_date() -> dt.date:
    """The date that new work is dated with; a person may set it for the session."""
    chosen = session.get("work_date") if has_request_context() else None
    return dt.date.fromisoformat(chosen) if chosen else today()
