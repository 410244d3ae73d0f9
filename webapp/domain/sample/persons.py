"""Persons who belong to no company, and what is noted down about somebody."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..errors import N_
from .rows import MAN, WOMAN, Person

LONE = (
    Person(
        "Solveig Natt-Lunde", WOMAN, mail="solveig@nattlunde.example", roles=("customer",), groups=("SPRING",),
        own={"address": "Lykteveien 3", "post_code": "0755", "city": "Oslo", "country_code": "NO",
             "phone_no": "+47 22 00 03 60"},
    ),
    Person(
        "Kari Nygård-Dahl", WOMAN, mail="kari@nygarddahl.example", groups=("OPEN DAY",),
        own={"address": "Solbakken 14", "post_code": "5055", "city": "Bergen", "country_code": "NO",
             "phone_no": "+47 22 00 03 61"},
    ),
    Person(
        "Kari Nygaard Dahl", WOMAN,
        own={"address": "Solbakken 14 A", "post_code": "5055", "city": "Bergen", "country_code": "NO",
             "phone_no": "22 00 03 61"},
    ),
    Person(
        "Nils Heggelund", MAN, mail="nils@heggelund.example",
        own={"minor": True, "address": "Skolebakken 9", "post_code": "1387", "city": "Asker", "country_code": "NO"},
    ),
    Person(
        "Tiril Heggelund", WOMAN, groups=("SPRING",),
        own={"minor": True, "parental_consent": True, "privacy_blocked": False, "address": "Skolebakken 9", "post_code": "1387", "city": "Asker",
             "country_code": "NO"},
    ),
    Person(
        "Ulf Stilleby", MAN, mail="ulf@stilleby.example",
        own={"privacy_blocked": True, "exclude_from_segment": True, "city": "Horten", "country_code": "NO"},
    ),
    Person(
        "Amélie Rochefleur", WOMAN, mail="amelie@rochefleur.example", relations=("PRESS",), groups=("EVENTS",),
        own={"address": "3 rue des Encriers", "post_code": "69001", "city": "Lyon", "country_code": "FR",
             "phone_no": "+33 1 99 00 03 62", "mobile_phone_no": "+33 6 39 98 03 62"},
    ),
    Person(
        "Николай Ветров", MAN, mail="nikolai@vetrov.example", relations=("CONSULT",),
        own={"city": "Москва", "country_code": "RU", "phone_no": "+7 495 000 03 63"},
    ),
    Person(
        "Pien Óðinsdóttir van Rijn", WOMAN, mail="pien@vanrijn.example",
        own={"address": "Molenpad 2", "post_code": "2311 ZZ", "city": "Leiden", "country_code": "NL"},
    ),
)  # fmt: skip


class Note(NamedTuple):
    """A comment on somebody, so many days ago."""

    name: str
    days: int
    text: str


NOTES = (
    Note("Myrvold Hotell AS", 3, N_("Wants new lamps for 40 rooms before the season begins. Offer promised.")),
    Note("Myrvold Hotell AS", 30, N_("Visited. The lobby is being rebuilt next winter.")),
    Note("Brødrene Lien Bakst AS", 12, N_("Orders by telephone only, best before nine in the morning.")),
    Note("Sørlia Elektro AS", 45, N_("They install for us and buy from us: settle both on one statement.")),
    Note("Østhavn Glassverk AS", 8, N_("Delivery takes six weeks at present. The furnace is being repaired.")),
    Note("Hôtel des Trois Lacs SA", 20, N_("Asks for invoices in French, with the number of the order on them.")),
    Note("De Gouden Lampion B.V.", 5, N_("Would like to sell our lanterns in three more shops.")),
    Note("Whitcombe & Daughters Ltd", 60, N_("Met at the fair. Harriet decides, Giles writes the orders.")),
    Note("ООО «Светлый дом»", 15, N_("Pays in advance. Papers for the customs go by e-mail.")),
    Note("Ulf Stilleby", 90, N_("Asked us in writing not to use his data any more.")),
)


class Place(NamedTuple):
    """Another address, and from which month to which it counts; without months only for looking up."""

    name: str
    code: str
    values: dict[str, Any]
    months: tuple[int, int] | None = None


PLACES = (
    Place("Tindeskår Fjellstue", "WINTER", {"address": "Dalveien 12", "post_code": "2640", "city": "Vinstra"}, (1, 4)),
    Place(
        "Havblikk Kafé og Galleri", "SUMMER", {"address": "Ytre brygge", "post_code": "4640", "city": "Søgne"}, (6, 8)
    ),
    Place("Solveig Natt-Lunde", "CABIN", {"address": "Hytteveien 7", "post_code": "3580", "city": "Geilo"}, (7, 7)),
    Place("Sørlia Elektro AS", "SITE", {"address": "Anleggsveien 100", "post_code": "3210", "city": "Sandefjord"}),
)
