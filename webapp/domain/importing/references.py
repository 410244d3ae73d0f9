"""Codes and numbers that cells name: typed as they are, or what they stand for in words; all of a file's at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ..base import Coded, model_of
from ..columns import Field
from ..errors import N_, Refused, say
from ..setup.places import Country

AT_ONCE = 500
MOST_NAMED = 5


class References:
    """Knows the codes of the small tables, and of the large ones whatever the file speaks of."""

    def __init__(self, session: Session, countries: Mapping[str, str]) -> None:
        self.session = session
        self.countries = countries
        self._keys: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._titles: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._to_come: dict[str, set[str]] = defaultdict(set)

    def know(self, field: Field, typed: Iterable[str]) -> None:
        """Look up what the cells of a column name."""
        model: Any = model_of(field.refers_to)
        wanted = {text.upper() for text in typed if text}
        key, title = getattr(model, model.key_field), getattr(model, model.title_field)
        query = select(key, title).where(model.choices_among(field.among)).order_by(key)
        if issubclass(model, Coded):
            self._add(field, self.session.execute(query))
            return
        for some in _portions(wanted):
            self._add(field, self.session.execute(query.where(key.in_(some) | func.upper(title).in_(some))))

    def will_have(self, table: str, numbers: Collection[str]) -> None:
        """Numbers that the same file brings."""
        self._to_come[table] |= set(numbers)

    def _add(self, field: Field, rows: Iterable[Any]) -> None:
        place = (field.refers_to, field.among)
        for key, title in rows:
            if key not in self._keys[place]:
                self._keys[place].add(key)
                self._titles[place][title.upper()].append(key)
        if field.refers_to == Country.type_name:
            for code, iso_code in self.session.execute(select(Country.code, Country.iso_code)):
                self._titles[place].setdefault(f"ISO {iso_code}", [code])

    def knows(self, field: Field, typed: str) -> bool:
        return typed.upper() in self._keys[field.refers_to, field.among]

    def resolve(self, field: Field, typed: str) -> str:
        place, typed = (field.refers_to, field.among), typed.upper()
        if typed in self._keys[place] or typed in self._to_come[field.refers_to]:
            return typed
        titles = self._titles[place]
        found = titles.get(typed) or titles.get(self._iso(field, typed), [])
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(found[:MOST_NAMED])
            raise Refused(N_("Several fit %(typed)s: %(some)s. Choose one of them."), typed=typed, some=some)
        raise Refused(
            N_("There is no %(code)s in %(table)s. Choose one from the list, or add it there first."),
            code=typed,
            table=say(model_of(field.refers_to).many),
        )

    def _iso(self, field: Field, typed: str) -> str:
        """A country by its code of two letters, or by its name in any language."""
        if field.refers_to != Country.type_name:
            return ""
        return f"ISO {self.countries.get(typed.casefold(), typed)}"


def _portions(wanted: Iterable[str]) -> Iterable[list[str]]:
    values = sorted(wanted)
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
