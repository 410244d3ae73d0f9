"""Which fields of two records differ, and whose value the one that is left will have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from ..base import Record
from ..changes.values import is_blank, tracked_fields
from ..contacts.names import PARTS
from ..partners.kinds import PARTNER_KINDS
from ..party import ADDRESS

KEPT, GOES, BOTH = "kept", "goes", "both"
Choice = Mapping[str, str]
"""Which side wins, by the keys of differences and clashes."""

TOGETHER = (
    ("name", "search_name", *PARTS),
    ("minor", "parental_consent", "privacy_blocked"),
    ("primary_contact_no", "contact_name"),
)
"""Fields that make sense only side by side: one choice for all of them."""
PLACE = (*ADDRESS, "country_code")
ITS_OWN = frozenset({"type", *(own for kind in PARTNER_KINDS.values() for _field, own in kind.taken)})
"""What a choice cannot change: two that merge have the same type, and an account has that of its contact."""


@dataclass(frozen=True)
class Difference:
    """A field that is not the same on both. Several may hang on one choice, and then have the same key."""

    key: str
    name: str
    kept: Any
    goes: Any
    default: str

    @property
    def leads(self) -> bool:
        return self.key.endswith(f".{self.name}")

    def winner(self, choice: Choice) -> Any:
        return self.goes if choice.get(self.key, self.default) == GOES else self.kept


def differences(kept: Record, goes: Record, decided: Collection[str] = ()) -> list[Difference]:
    """Every field to choose for, other than those that are decided elsewhere and what hangs on them."""
    fixed = {name for group in map(_group, decided) for name in group}
    sides = {
        name: (value_of(kept, name, goes), value_of(goes, name, kept))
        for name in chosen_fields(type(kept))
        if name not in fixed
    }
    unequal = {name: pair for name, pair in sides.items() if pair[0] != pair[1]}
    return [_difference(kept, name, unequal, sides) for name in unequal]


def chosen_fields(model: type[Record]) -> list[str]:
    """The fields that people fill in; the number is not among them."""
    fields = {name: model.__mapper__.columns[name].info.get("field") for name in tracked_fields(model)}
    own = ITS_OWN | {model.key_field}
    return [name for name, field in fields.items() if field and not field.readonly and name not in own]


def value_of(record: Record, name: str, other: Record) -> Any:
    """What a field says; one that names either of the two would have the merged record name itself."""
    value = getattr(record, name)
    field = record.__mapper__.columns[name].info["field"]
    names_one = field.refers_to == record.type_name and value in (record.key, other.key)
    return None if names_one else value


def settled(kept: Record, goes: Record, found: Collection[Difference], choice: Choice) -> dict[str, Any]:
    """Every field as it will be."""
    values = {name: value_of(kept, name, goes) for name in chosen_fields(type(kept))}
    values |= {each.name: each.winner(choice) for each in found}
    if values.get("privacy_blocked") and "blocked" in values:
        values["blocked"] = "all"
    return values


def _difference(kept: Record, name: str, unequal: Mapping[str, Any], sides: Mapping[str, Any]) -> Difference:
    lead = next(each for each in _group(name) if each in unequal)
    key = f"{kept.type_name}.{lead}"
    mine, other = unequal[name]
    return Difference(key, name, mine, other, _default(lead, sides))


def _group(name: str) -> tuple[str, ...]:
    return next((group for group in TOGETHER if name in group), (name,))


def _default(lead: str, sides: Mapping[str, Any]) -> str:
    """The kept one's, unless it is blank. No is an answer too; whoever is blocked for privacy stays so, and a gap in
    an address is not filled from another address."""
    mine, other = sides[lead]
    if "privacy_blocked" in _group(lead):
        mine, other = sides["privacy_blocked"]
        return GOES if other and not mine else KEPT
    if isinstance(mine, bool) or not is_blank(mine):
        return KEPT
    return KEPT if lead in PLACE and _elsewhere(sides) else GOES


def _elsewhere(sides: Mapping[str, Any]) -> bool:
    """Whether the two addresses contradict each other."""
    pairs = (sides[name] for name in PLACE if name in sides)
    return any(mine and other and mine != other for mine, other in pairs)
