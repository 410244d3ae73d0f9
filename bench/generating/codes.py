"""Users, salespeople, territories and number series: what is in every company."""

from __future__ import annotations

import datetime as dt
from random import Random

from webapp.domain.series import NoSeries, NoSeriesLine
from webapp.domain.setup.people import MailingGroup, Salesperson
from webapp.domain.setup.places import Territory
from webapp.domain.users.rights import Role
from webapp.domain.users.user import LANGUAGES, User

from .memory import FIRST_DAY, Row
from .words import JOBS, PARTS, PLACES, a_person, a_phone_no
from .writing import Kind

ZONES = ("Europe/Oslo", "Europe/Amsterdam", "Europe/Zurich", "Europe/Moscow", "Europe/London")


def _user(chance: Random, number: int) -> Row:
    """Nobody signs in as one of them: they have no password."""
    place = chance.randrange(len(LANGUAGES))
    return {
        "email": f"user{number}@bench.example",
        "name": " ".join(a_person(chance)),
        "role": chance.choice([Role.SALES, Role.PURCHASING, Role.ACCOUNTING, Role.READER]).value,
        "language": LANGUAGES[place][0],
        "time_zone": chance.choice(ZONES),
    }


def _salesperson(chance: Random, number: int) -> Row:
    return {
        "code": f"B{number:08}",
        "description": " ".join(a_person(chance)),
        "job_title": chance.choice(JOBS),
        "email": f"sales{number}@bench.example",
        "phone_no": a_phone_no(chance),
    }


def _place(chance: Random, number: int) -> Row:
    return {"code": f"B{number:08}", "description": f"{chance.choice(PLACES)} {chance.choice(PARTS)} {number % 1000}"}


def _series(_chance: Random, number: int) -> Row:
    return {"code": f"BENCH{number}", "description": f"Series {number}"}


def _series_line(chance: Random, number: int) -> Row:
    used = chance.randrange(1, 10**3)
    return {
        "no_series_code": f"BENCH{number}",
        "starting_no": f"B{number}-000001",
        "last_no_used": f"B{number}-{used:06}",
        "last_date_used": FIRST_DAY.date() + dt.timedelta(days=chance.randrange(700)),
    }


USERS = Kind(User, 1000, _user, by_nobody=True)
KINDS = (
    USERS,
    Kind(Salesperson, 1, _salesperson, edited="phone_no"),
    Kind(Territory, 1, _place, edited="description"),
    Kind(MailingGroup, 100, _place, edited="description"),
    Kind(NoSeries, 1000, _series),
    Kind(NoSeriesLine, 1000, _series_line, edited="last_no_used"),
)
"""Users first, since the memory names them; lines have the numbers of their series."""
