"""Names and addresses as they stand on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from .. import i18n
from ..domain.setup.places import Country

CITY_FIRST = frozenset(("AU", "CA", "GB", "IE", "NZ", "US"))
WITH_COUNTY = CITY_FIRST | {"RU"}


class Addresses:
    """Writes addresses in the language of now; a country is only named to somebody abroad."""

    def __init__(self, session: Session, own_country: str | None, *blocks: tuple[Any, str]) -> None:
        codes = {own_country, *(getattr(holder, f"{prefix}country_code") for holder, prefix in blocks)} - {None}
        rows = session.execute(select(Country.code, Country.iso_code).where(Country.code.in_(codes)))
        self.iso: Mapping[str, str] = {code: iso or code for code, iso in rows}
        self.own_country = own_country

    def lines(self, holder: Any, prefix: str = "", contact: str = "") -> list[str]:
        """From the name down to the country."""
        return [line for line in self._lines(holder, prefix, contact) if line]

    def _lines(self, holder: Any, prefix: str, contact: str) -> Iterator[str]:
        name = getattr(holder, f"{prefix}name")
        yield name
        yield getattr(holder, f"{prefix}name_2")
        yield contact if contact != name else ""
        yield from self.street_and_town(holder, prefix)
        country = getattr(holder, f"{prefix}country_code")
        yield self.country(country) if country != self.own_country else ""

    def street_and_town(self, holder: Any, prefix: str = "") -> Iterator[str]:
        yield getattr(holder, f"{prefix}address")
        yield getattr(holder, f"{prefix}address_2")
        yield self._town(holder, prefix)

    def _town(self, holder: Any, prefix: str) -> str:
        post_code, city, county, country = (
            getattr(holder, prefix + name) for name in ("post_code", "city", "county", "country_code")
        )
        iso = self.iso.get(country or self.own_country or "", "")
        region = ", ".join(filter(None, (city, county))) if iso in WITH_COUNTY else city
        return " ".join(filter(None, (region, post_code) if iso in CITY_FIRST else (post_code, region)))

    def country(self, code: str | None) -> str:
        return i18n.country_name(self.iso.get(code, code)) if code else ""
