"""What the tables of sample firms and persons are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..errors import N_
from .colleagues import SALESPERSON


class Post(NamedTuple):
    """What somebody does in a firm."""

    job_title: str
    responsibility: str = ""
    level: str = ""


BOSS = Post(N_("Managing director"), "", "DIRECTOR")
OWNER = Post(N_("Owner"), "", "OWNER")
BUYER = Post(N_("Purchasing manager"), "PURCHASE", "MANAGER")
BOOKS = Post(N_("Accountant"), "FINANCE", "STAFF")
SELLER = Post(SALESPERSON, "SALES", "STAFF")
STORES = Post(N_("Warehouse manager"), "LOGISTICS", "MANAGER")
WORKS = Post(N_("Project manager"), "PRODUCTION", "MANAGER")
ADVISER = Post(N_("Customer adviser"), "SALES", "STAFF")
FAIRS = Post(N_("Marketing manager"), "MARKETING", "MANAGER")
COMPUTERS = Post(N_("IT manager"), "IT", "MANAGER")
ALONE = Post("")

WOMAN, MAN = "F", "M"


class Person(NamedTuple):
    """Somebody; what is not told here comes from the company."""

    name: str
    salutation: str
    post: Post = ALONE
    mail: str = ""
    """In front of the company's domain, or a whole address."""
    own: Mapping[str, Any] = {}
    groups: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Firm(NamedTuple):
    """A company with its persons and what it is to us."""

    name: str
    country: str
    address: str
    post_code: str
    city: str
    phone_no: str
    domain: str
    seller: str = ""
    roles: tuple[str, ...] = ()
    first: str = ""
    """The account that was there before the contact."""
    relations: tuple[str, ...] = ()
    industry: str = ""
    groups: tuple[str, ...] = ()
    more: Mapping[str, Any] = {}
    persons: tuple[Person, ...] = ()
