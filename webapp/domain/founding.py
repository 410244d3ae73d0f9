"""Founding: a company with what fits its country, its first owner, and a sample to try things on if wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from sqlalchemy.orm import Session

from .errors import Refused
from .sample import OnPaper, add_sample
from .setup.starter import set_up_company
from .users.rights import Role
from .users.user import User, add_user

TIME_ZONES = {
    "en-GB": "Europe/London",
    "nb-NO": "Europe/Oslo",
    "nl-NL": "Europe/Amsterdam",
    "fr-CH": "Europe/Zurich",
    "ru-RU": "Europe/Moscow",
}
FIELDS = {"name": "company"}
"""Where a refusal of a verb lands on the one form of the founding."""


class Texts(Protocol):
    """Speaks the company's language while it is founded."""

    say: Callable[[str], str]
    country: Callable[[str], str]
    currency: Callable[[str], str]


def found_company(
    session: Session,
    *,
    name: str,
    country: str,
    currency: str,
    language: str,
    owner_name: str,
    owner_email: str,
    owner_password: str,
    sample: bool,
    texts: Texts,
    on_paper: OnPaper | None = None,
) -> User:
    try:
        set_up_company(
            session,
            name=name,
            country=country,
            currency=currency,
            language=language,
            say=texts.say,
            country_name=texts.country,
            currency_name=texts.currency,
        )
    except Refused as refused:
        refused.field = FIELDS.get(refused.field, refused.field)
        raise
    try:
        owner = add_user(
            session,
            {
                "name": owner_name,
                "email": owner_email,
                "role": Role.OWNER.value,
                "language": language,
                "time_zone": TIME_ZONES[language],
            },
            owner_password,
        )
    except Refused as refused:
        refused.field = {"name": "owner_name"}.get(refused.field, refused.field)
        raise
    if sample:
        add_sample(session, texts.say, password=owner_password, on_paper=on_paper)
    return owner
