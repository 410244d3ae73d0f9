"""What persons take over from their company: when they come to it, and when it changes. Pure rules, one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..errors import N_
from ..party import ADDRESS

Values = Mapping[str, Any]


class Group(NamedTuple):
    """Fields under one switch of the setup."""

    switch: str
    caption: str
    fields: tuple[str, ...]
    always: bool = False
    """Whoever comes to a company takes these over whatever they had."""
    compared: tuple[str, ...] = ()
    """A block goes over as one, judged by these of its fields."""
    on_joining: tuple[str, ...] = ()
    """Taken over when somebody comes, and left alone afterwards."""


SALESPERSON = Group("inherit_salesperson", N_("Salesperson Code"), ("salesperson_code",), always=True)
TERRITORY = Group("inherit_territory", N_("Territory Code"), ("territory_code",), always=True)
COUNTRY = Group("inherit_country", N_("Country/Region Code"), ("country_code",), always=True)
LANGUAGE = Group("inherit_language", N_("Language Code"), ("language_code",), always=True)
PLACE = Group("inherit_address", N_("Address Details"), ADDRESS, compared=("address", "address_2", "post_code", "city"))
COMMUNICATION = Group(
    "inherit_communication",
    N_("Communication Details"),
    ("phone_no", "fax_no", "email", "home_page", "extension_no", "mobile_phone_no", "pager"),
    on_joining=("correspondence_type",),
)
GROUPS = (SALESPERSON, TERRITORY, COUNTRY, LANGUAGE, PLACE, COMMUNICATION)
INHERITED = tuple(field for group in GROUPS for field in (*group.fields, *group.on_joining))
FOLLOWED = tuple(field for group in GROUPS for field in group.fields)


def group_of(field: str) -> Group | None:
    return next((group for group in GROUPS if field in group.fields), None)


def active(setup: Any) -> Iterator[Group]:
    return (group for group in GROUPS if getattr(setup, group.switch))


def taken_on_joining(setup: Any, person: Values, company: Values, former: Values | None) -> dict[str, Any]:
    """What somebody takes over who comes to a company, perhaps from another one."""
    taken: dict[str, Any] = {}
    for group in active(setup):
        fields = (*group.fields, *group.on_joining)
        if group.compared:
            if _is_free(person, former, group.compared):
                taken |= {field: company[field] for field in fields}
        else:
            taken |= {field: company[field] for field in fields if group.always or _is_free(person, former, (field,))}
    return _differing(taken, person)


def taken_on_change(setup: Any, person: Values, before: Values, after: Values) -> dict[str, Any]:
    """What a person takes over of a change of the company: whatever was the same before."""
    taken: dict[str, Any] = {}
    for group in active(setup):
        for field in group.fields:
            if before[field] != after[field] and follows(group, field, person, before):
                taken[field] = after[field]
    return _differing(taken, person)


def follows(group: Group, field: str, person: Values, company: Values) -> bool:
    """Nothing is stored for it: who has the company's value goes along with it."""
    return all(person[each] == company[each] for each in group.compared or (field,))


def _is_free(person: Values, former: Values | None, fields: tuple[str, ...]) -> bool:
    blank = not any(person[field] for field in fields)
    return blank or (former is not None and all(person[field] == former[field] for field in fields))


def _differing(taken: dict[str, Any], person: Values) -> dict[str, Any]:
    return {field: value for field, value in taken.items() if value != person[field]}
