"""Who may do what: one table of roles by areas, which pages, actions and routes all ask."""

from __future__ import annotations

from enum import StrEnum

from ..errors import N_


class Area(StrEnum):
    CONTACTS = "contacts"
    SALES = "sales"
    PURCHASES = "purchases"
    BANKING = "banking"
    SERVICE = "service"
    INTERACTIONS = "interactions"
    COMPANY = "company"
    USERS = "users"

    @property
    def caption(self) -> str:
        return AREA_CAPTIONS[self]


class Right(StrEnum):
    READ = "r"
    WRITE = "w"
    DELETE = "d"
    SETUP = "s"

    @property
    def caption(self) -> str:
        return RIGHT_CAPTIONS[self]


class Role(StrEnum):
    OWNER = "owner"
    SALES = "sales"
    PURCHASING = "purchasing"
    ACCOUNTING = "accounting"
    READER = "reader"

    @property
    def caption(self) -> str:
        return ROLE_CAPTIONS[self]


AREA_CAPTIONS = {
    Area.CONTACTS: N_("Contacts"),
    Area.SALES: N_("Sales"),
    Area.PURCHASES: N_("Purchases"),
    Area.BANKING: N_("Bank Accounts"),
    Area.SERVICE: N_("Service"),
    Area.INTERACTIONS: N_("Interactions"),
    Area.COMPANY: N_("Company"),
    Area.USERS: N_("Users"),
}
RIGHT_CAPTIONS = {
    Right.READ: N_("look"),
    Right.WRITE: N_("change"),
    Right.DELETE: N_("delete"),
    Right.SETUP: N_("set up"),
}
ROLE_CAPTIONS = {
    Role.OWNER: N_("Owner"),
    Role.SALES: N_("Sales"),
    Role.PURCHASING: N_("Purchasing"),
    Role.ACCOUNTING: N_("Accounting"),
    Role.READER: N_("Reader"),
}

_COLUMNS = (
    Area.CONTACTS, Area.SALES, Area.PURCHASES, Area.BANKING,
    Area.SERVICE, Area.INTERACTIONS, Area.COMPANY, Area.USERS,
)  # fmt: skip
_TABLE = {
    #                contacts sales purchases banking service interactions company users
    Role.OWNER:      "rwds    rwds  rwds      rwds    rwds    rwds         rwds    rwds",
    Role.SALES:      "rwd     rwd   r         -       rwd     rwd          r       -",
    Role.PURCHASING: "rwd     r     rwd       -       r       rwd          r       -",
    Role.ACCOUNTING: "rw      rws   rws       rwds    r       r            rs      -",
    Role.READER:     "r       r     r         -       r       r            r       -",
}  # fmt: skip

RIGHTS: dict[Role, dict[Area, frozenset[Right]]] = {
    role: {
        area: frozenset(Right(letter) for letter in letters.strip("-"))
        for area, letters in zip(_COLUMNS, row.split(), strict=True)
    }
    for role, row in _TABLE.items()
}


def may(role: Role, area: Area, right: Right) -> bool:
    return right in RIGHTS[role][area]
