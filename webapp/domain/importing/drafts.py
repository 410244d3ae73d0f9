"""A row of the file on its way to a decision: what its cells say, as values of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from ..base import field_of
from ..columns import Field
from ..comments import Comment
from ..contacts.contact import COMPANY, PERSON
from ..contacts.names import PARTS, compose
from ..errors import N_, Message, Refused, say
from ..partners.kinds import PARTNER_KINDS
from ..relations.contact_relation import ContactRelation
from ..values import READERS
from .addresses import FIELDS as OF_ADDRESSES
from .addresses import read_addresses
from .columns import ADDRESSES, CLASS_FIELDS, COMMENT, COMPANY_NAME, PICTURE, RELATIONS, Subject, fields_of
from .files.sheet import Sheet
from .notation import Assignment, read_assignments, read_lines, read_remarks
from .pictures import Album
from .records import State
from .references import References
from .relations import ACCOUNTS, Relation, kinds_by_name, read_relation
from .settings import EMPTY, LATER, Settings
from .texts import Reader, Words

BLANKS: dict[str, Any] = {
    "reference": None, "flag": False, "integer": 0, "decimal": Decimal(0), "percent": Decimal(0), "date": None,
}  # fmt: skip
ONE_COMMENT = field_of(Comment, "text")
ONE_RELATION = field_of(ContactRelation, "business_relation_code")
NOT_THERE = N_("%(table)s %(no)s is not there, so the link is left out. It comes along when the account is imported.")
OF_PERSONS = (*PARTS, "company_no", "job_title", "initials", "organisational_level_code", "minor")


@dataclass
class Draft:
    place: int
    line: int
    guessed: str = COMPANY
    """The type of a contact whose row does not say it."""
    values: dict[str, Any] = field(default_factory=dict)
    extras: dict[str, Any] = field(default_factory=dict)
    refusals: list[tuple[str, Message]] = field(default_factory=list)
    reasons: list[Message] = field(default_factory=list)
    state: State = State.NEW
    target: Any = None
    """The record it means."""
    twin: Any = None
    """Who may be the same."""
    company: Draft | None = None
    """The row that brings its company."""
    under: tuple[str, Draft] | None = None
    """The row that is about its company, and the field that says so."""
    trial: Callable[[Session], object] | None = None
    """What only a verb can tell is tried when nobody else writes."""
    record: Any = None
    """The one that would be changed."""
    changes: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    """What comes beside the record."""

    def refuse(self, name: str, refused: Refused) -> None:
        self.refusals.append((refused.field or name, refused.message))

    @property
    def is_refused(self) -> bool:
        return bool(self.refusals)

    @property
    def type(self) -> str:
        return str(self.values.get("type") or (self.target.type if self.target is not None else self.guessed))

    @property
    def name(self) -> str:
        return self.values.get("name") or compose({part: self.values.get(part, "") for part in PARTS})


class Drafting:
    """Reads the cells of all rows."""

    def __init__(self, session: Session, subject: Subject, sheet: Sheet, settings: Settings, words: Words) -> None:
        self.subject, self.sheet, self.settings = subject, sheet, settings
        self.fields = fields_of(subject.word)
        self.columns = {at: name for at, name in settings.columns.items() if name in self.fields}
        self.reader = Reader(settings, sheet.plain, words)
        self.references = References(session, words.countries)
        self.kinds = kinds_by_name(words.captions)
        self.album = Album(sheet.files)
        self._look_up()

    def _look_up(self) -> None:
        for at, name in self.columns.items():
            texts = [row[at].strip() for row in self.sheet.rows]
            if name == "no":
                self.references.will_have(self.subject.model.type_name, {text.upper() for text in texts if text})
            if name in CLASS_FIELDS:
                self.references.know(self._class_field(name), ())
            elif name == ADDRESSES:
                self.references.know(OF_ADDRESSES["country_code"], ())
            elif name == RELATIONS:
                self._look_up_relations(texts)
            elif self.fields[name].kind == "reference":
                self.references.know(self.fields[name], set(texts))

    def _look_up_relations(self, texts: list[str]) -> None:
        self.references.know(ONE_RELATION, ())
        numbers: dict[str, set[str]] = {word: set() for word in ACCOUNTS}
        for text in texts:
            for _code, account in read_assignments(text):
                for name, word in self.kinds.items():
                    if account.casefold().startswith(name):
                        numbers[word].add(account[len(name) :].strip())
        for word, some in numbers.items():
            self.references.know(ACCOUNTS[word], some)

    def drafts(self) -> list[Draft]:
        return [
            self._draft(place, line, row)
            for place, (line, row) in enumerate(zip(self.sheet.lines, self.sheet.rows, strict=True))
        ]

    def _draft(self, place: int, line: int, row: list[str]) -> Draft:
        draft = Draft(place, line)
        for at, name in self.columns.items():
            text = row[at]
            try:
                if text.strip():
                    self._take(draft, name, text)
                elif self.settings.blanks == EMPTY and name == PICTURE:
                    draft.values["picture_id"] = None
                elif self.settings.blanks == EMPTY and name in self.subject.model.__mapper__.columns:
                    self._take_blank(draft, name)
            except Refused as refused:
                draft.refuse(name, refused)
        if self.subject.kind is None:
            _settle_type(draft)
        return draft

    def _take(self, draft: Draft, name: str, text: str) -> None:
        if name in CLASS_FIELDS:
            draft.extras[name] = [self._assignment(name, each) for each in read_assignments(text)]
            return
        if way := WAYS.get(name):
            way(self, draft, text)
            return
        value = self.reader.read(name, text, self.fields[name])
        if name == COMMENT:
            draft.extras[name] = [(date, READERS["longtext"](text, ONE_COMMENT)) for date, text in read_remarks(value)]
        elif self.fields[name].kind == "reference":
            value = self.references.resolve(self.fields[name], value)
        if name != COMMENT:
            (draft.extras if name in self.subject.extras else draft.values)[name] = value

    def _take_blank(self, draft: Draft, name: str) -> None:
        declared = self.fields[name]
        if declared.kind == "choice":
            if "" in dict(declared.choices):
                draft.values[name] = ""
        elif not declared.required and name != "no":
            draft.values[name] = BLANKS.get(declared.kind, "")

    def _class_field(self, name: str) -> Field:
        code: Field = CLASS_FIELDS[name].__mapper__.columns["code"].info["field"]
        return code

    def _assignment(self, name: str, assignment: Assignment) -> Assignment:
        """Only where something is looked for there can be a word behind the code."""
        code, word = assignment
        columns = CLASS_FIELDS[name].__mapper__.columns
        if not word or "search_word" not in columns:
            return self.references.resolve(self._class_field(name), "=".join(filter(None, assignment))), ""
        word = self.reader.read("search_word", word, columns["search_word"].info["field"])
        return self.references.resolve(self._class_field(name), code), word

    def _take_relations(self, draft: Draft, text: str) -> None:
        said = [read_relation(each, self.kinds) for each in read_assignments(text)]
        relations = [each for each in said if not each.kind or self._is_there(draft, each)]
        draft.extras[RELATIONS] = [self._relation(each) for each in relations]

    def _is_there(self, draft: Draft, relation: Relation) -> bool:
        """Links that wait for their accounts are told."""
        if self.settings.links == LATER and not self.references.knows(ACCOUNTS[relation.kind], relation.no):
            table = say(PARTNER_KINDS[relation.kind].model.one)
            draft.reasons.append(say(NOT_THERE, table=table, no=relation.no))
            return False
        return True

    def _relation(self, each: Relation) -> Relation:
        """The code of a link is a matter of the setup."""
        if each.kind:
            return each._replace(no=self.references.resolve(ACCOUNTS[each.kind], each.no))
        return Relation(self.references.resolve(ONE_RELATION, each.code))

    def _take_addresses(self, draft: Draft, text: str) -> None:
        draft.extras[ADDRESSES] = read_addresses(read_lines(text), self._address_cell, self.settings.blanks == EMPTY)

    def _address_cell(self, name: str, text: str) -> Any:
        declared = OF_ADDRESSES[name]
        value = self.reader.read(f"{ADDRESSES}.{name}", text, declared) if text else ""
        return self.references.resolve(declared, value) if declared.kind == "reference" else value

    def _take_picture(self, draft: Draft, text: str) -> None:
        digest, problem = self.album.look_up(text.strip())
        if problem is None:
            draft.extras[PICTURE] = digest
        else:
            draft.reasons.append(problem)


WAYS: dict[str, Callable[[Drafting, Draft, str], None]] = {
    RELATIONS: Drafting._take_relations,
    ADDRESSES: Drafting._take_addresses,
    PICTURE: Drafting._take_picture,
}


def _settle_type(draft: Draft) -> None:
    """A row that does not say what it is about is about a person if it says what only persons have."""
    values, company_name = draft.values, draft.extras.get(COMPANY_NAME, "")
    if not draft.name and company_name:
        values["name"], values["type"] = company_name, values.get("type") or COMPANY
    if not values.get("type"):
        belongs = company_name and company_name != values.get("name")
        draft.guessed = PERSON if belongs or any(values.get(each) for each in OF_PERSONS) else COMPANY
