"""What a file can say of a contact, a customer, a vendor or a bank account: a field for each of its columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..columns import Field
from ..contacts.addresses import AlternativeAddress
from ..contacts.classification import CLASSES
from ..contacts.contact import Contact
from ..errors import N_
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..relations.contact_relation import ContactRelation
from ..series.numbers import LONGEST
from ..setup.marketing import MarketingSetup
from ..setup.single import Setup
from .files.matching import matched
from .files.sheet import Sheet
from .synonyms import SYNONYMS

NOT_IN_FILES = frozenset(("picture", "moment", "secret"))
BY_ITSELF = frozenset(("no_series_code", "business_relation"))
"""What follows from the rest."""
COMPANY_NAME, COMMENT, CONTACT_NO = "company_name", "comment", "contact_no"
RELATIONS, ADDRESSES, PICTURE = "relations", "addresses", "picture"
CLASS_FIELDS = {f"{model.type_name.removeprefix('contact_')}s": model for model in CLASSES}
KEYS = ("email", "vat_registration_no", "registration_no", "name")
"""What can tell which record a row means, after its number and its external ID."""


class Subject(NamedTuple):
    """What is imported, and where its numbers come from."""

    word: str
    model: type[Any]
    setup: type[Setup]
    nos_field: str
    extras: Mapping[str, Field]
    """Columns that are no fields of the record itself."""
    kind: PartnerKind | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key in KEYS if key in self.model.__mapper__.columns)


LONGEST_COMMENTS = 100_000
OF_ALL = {
    COMMENT: Field(N_("Comments"), "longtext", LONGEST_COMMENTS, wide=True),
    PICTURE: Field(N_("Picture"), wide=True),
}
OF_CONTACTS = {
    COMPANY_NAME: Field(N_("Company Name"), length=100),
    **{name: Field(model.many, wide=True) for name, model in CLASS_FIELDS.items()},
    RELATIONS: Field(ContactRelation.many, wide=True),
    ADDRESSES: Field(AlternativeAddress.many, wide=True),
    **OF_ALL,
}
OF_ACCOUNTS = {
    CONTACT_NO: Field(N_("Linked Contact No."), "reference", LONGEST, refers_to=Contact.type_name),
    **OF_ALL,
}
BESIDE = frozenset({ADDRESSES})
"""What has a table of its own in files that can hold several."""
SUBJECTS = {
    "contact": Subject("contact", Contact, MarketingSetup, "contact_nos", OF_CONTACTS),
    **{
        kind.word: Subject(kind.word, kind.model, kind.setup, kind.nos_field, OF_ACCOUNTS, kind)
        for kind in PARTNER_KINDS.values()
    },
}

Captions = Callable[[str], Sequence[str]]
"""A text of the program in all its languages."""


@cache
def own_fields(word: str) -> dict[str, Field]:
    """The fields of the record, its number and its name first."""
    columns = SUBJECTS[word].model.__mapper__.columns
    found = {
        name: column.info["field"]
        for name, column in columns.items()
        if "field" in column.info and name not in BY_ITSELF and column.info["field"].kind not in NOT_IN_FILES
    }
    return {name: found[name] for name in dict.fromkeys(("no", "name", *found))}


@cache
def fields_of(word: str) -> dict[str, Field]:
    return own_fields(word) | dict(SUBJECTS[word].extras)


@cache
def table_fields(word: str) -> dict[str, Field]:
    """A column each in the table of the records themselves."""
    return {name: field for name, field in fields_of(word).items() if name not in BESIDE}


def matching(subject: Subject, sheet: Sheet, captions: Captions) -> dict[int, str]:
    """Column → field, as far as the headings tell."""
    fields = fields_of(subject.word)
    columns = subject.model.__mapper__.columns
    known = {name: columns[name].info["field"] for name in BY_ITSELF if name in columns} | fields
    names = {name: [*captions(field.caption), *SYNONYMS.get(name, ())] for name, field in known.items()}
    found = matched(sheet.headings, names)
    return {column: name for column, name in found.items() if name in fields and _fits(sheet, column, name)}


def _fits(sheet: Sheet, column: int, name: str) -> bool:
    """Telephones give their cards names that are longer than any ID of ours."""
    return name != "external_id" or max((len(row[column].strip()) for row in sheet.rows), default=0) <= LONGEST
