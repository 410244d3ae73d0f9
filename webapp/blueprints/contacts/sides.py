"""A contact and an account side by side, with what would come of linking them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from ... import i18n
from ...domain.base import field_of
from ...domain.changes.values import is_blank
from ...domain.columns import Field
from ...domain.contacts.contact import Contact
from ...domain.errors import N_, Refused
from ...domain.partners.kinds import PartnerKind, kind_of
from ...domain.partners.partner import Partner
from ...domain.relations.linking import CONTACT, PARTNER, Choice, settled
from ...domain.relations.ripple import ripple_of_contact
from ...domain.relations.spreading import check_currency
from ...pages import kinds
from ...pages.forms import Choice as Option
from ...pages.forms import Control

SIDES = (CONTACT, PARTNER)
MASTER = N_("Current Master Fields")


def choice_of(sent: Mapping[str, str], kind: PartnerKind) -> Choice:
    """What a form says. Another master than the one that was shown is for all fields, those turned over before too."""
    master = sent.get("master", CONTACT)
    master = master if master in SIDES else CONTACT
    turned = {field: sent.get(f"side-{field}") for field in kind.shared} if sent.get("shown", master) == master else {}
    sides = {field: side for field, side in turned.items() if side in SIDES}
    return Choice(master, sides, blanks=bool(sent.get("blanks")))  # type: ignore[arg-type]


def sides_view(session: Session, contact: Contact, partner: Partner, choice: Choice) -> SimpleNamespace:
    """Field by field what both have and what stays, and what would change elsewhere."""
    result = settled(contact, partner, choice)
    changed = [field for field, value in result.items() if value != getattr(contact, field)]
    problem = _problem(session, contact, partner, result)
    return SimpleNamespace(
        master=_master(partner, choice),
        shown=choice.master,
        blanks=Control("blanks", i18n.gettext("Also take over blanks"), "flag", checked=choice.blanks),
        comparison=_comparison(contact, partner, choice, result),
        ripple=[i18n.tell(line) for line in ripple_of_contact(session, contact, changed)] if changed else [],
        problem=problem,
        blocked=bool(problem),
    )


def _problem(session: Session, contact: Contact, partner: Partner, result: Mapping[str, Any]) -> str:
    try:
        check_currency(session, contact, partner, result["currency_code"])
    except Refused as refused:
        return i18n.tell(refused.message)
    return ""


def _master(partner: Partner, choice: Choice) -> Control:
    captions = zip(SIDES, (Contact.one, partner.one), strict=True)
    options = [Option(side, i18n.gettext(caption), side == choice.master) for side, caption in captions]
    return Control("master", i18n.gettext(MASTER), "radio", choices=options)


def _comparison(contact: Contact, partner: Partner, choice: Choice, result: Mapping[str, Any]) -> SimpleNamespace:
    rows = [*_taken(contact, partner), *(_row(field, contact, partner, choice, result[field]) for field in result)]
    equal = sum(row.equal for row in rows)
    return SimpleNamespace(
        caption=i18n.gettext("Side by side"),
        columns=[
            f"{i18n.gettext(Contact.one)} {contact.key}",
            f"{i18n.gettext(partner.one)} {partner.key}",
            i18n.gettext("Afterwards on both"),
        ],
        rows=rows,
        equal_text=i18n.ngettext("%(number)s equal field", "%(number)s equal fields", equal, number=equal),
    )


def _taken(contact: Contact, partner: Partner) -> Iterator[SimpleNamespace]:
    """What the account takes from its contact whatever is chosen."""
    for theirs, own in kind_of(partner).taken:
        field, other = field_of(Contact, theirs), field_of(type(partner), own)
        values = (getattr(contact, theirs), getattr(partner, own))
        cells = [_cell(values[0], field), _cell(values[1], other), _cell(values[0], field, chosen=True)]
        note = i18n.gettext("Always as on the contact")
        yield _compared(other.caption, values[0] == values[1], cells, note)


def _row(name: str, contact: Contact, partner: Partner, choice: Choice, result: Any) -> SimpleNamespace:
    field, mine, theirs = field_of(Contact, name), getattr(contact, name), getattr(partner, name)
    equal = mine == theirs or (is_blank(mine) and is_blank(theirs))
    one_blank = not equal and (is_blank(mine) or is_blank(theirs)) and not choice.blanks
    side = "" if equal or one_blank else (choice.sides or {}).get(name, choice.master)
    cells = [_cell(mine, field, name, CONTACT, side), _cell(theirs, field, name, PARTNER, side)]
    note = i18n.gettext("Only one side has a value, which stays") if one_blank else ""
    return _compared(field.caption, equal, [*cells, _cell(result, field, chosen=True)], note)


def _compared(caption: str, equal: bool, cells: list[SimpleNamespace], note: str) -> SimpleNamespace:
    note = "" if equal else note
    return SimpleNamespace(caption=i18n.gettext(caption), equal=equal, cells=cells, note=note, url=None)


def _cell(
    value: Any, field: Field, name: str = "", own: str = "", side: str = "", chosen: bool = False
) -> SimpleNamespace:
    text = value_text(value, field)
    radio = SimpleNamespace(name=f"side-{name}", value=own, checked=own == side) if side else None
    tone = "" if text else "blank"
    return SimpleNamespace(text=text, chosen=chosen or bool(side and own == side), tone=tone, input=radio)


def value_text(value: Any, field: Field) -> str:
    """A value in a word; of a picture it is enough to say that there is one."""
    if field.kind == "picture":
        return i18n.gettext("Picture no. %(number)s", number=value) if value else ""
    return kinds.show(value, field)
