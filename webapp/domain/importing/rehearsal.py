"""What importing a file would do, row by row. The run does exactly that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import delete
from sqlalchemy.orm import Session

from ..base import Record, fresh
from ..changes.bulk import load_many
from ..contacts.classification import WRONG_TYPE
from ..contacts.contact import COMPANY
from ..contacts.names import PARTS
from ..contacts.privacy import with_privacy
from ..errors import N_, Refused, say
from ..inserting import insert_plain
from ..relations.primary import PRIMARY_FIELDS
from ..series import number_for
from ..series.giving import numbers_for
from .applying import CAN_BE_REFUSED, add_one, attempt, change_one
from .columns import (
    ADDRESSES,
    CLASS_FIELDS,
    COMMENT,
    CONTACT_NO,
    PICTURE,
    RELATIONS,
    SUBJECTS,
    Subject,
    fields_of,
)
from .companies import Companies, in_order, refuse_with_company
from .drafts import Draft
from .extras import Beside, beside
from .identifying import identify
from .keeping import row_of
from .records import ImportFile, ImportRow, State
from .relations import new_relations
from .settings import UPDATE, Settings
from .twins import twins_of


def judge(session: Session, subject: Subject, settings: Settings, drafts: list[Draft]) -> list[Judged]:
    """What is to become of each row, as far as reading can tell. Nobody has to wait for that."""
    judged = Judging(session, subject, settings).judge(drafts)
    return [Judged(draft, row_of(draft, settings)) for draft in judged]


def rehearse(session: Session, file: ImportFile, judged: Sequence[Judged]) -> None:
    """Tries what only verbs can tell, and keeps what is to become of each row."""
    settings = Settings.load(file.settings)
    late = Trying(session, SUBJECTS[file.subject]).refused([each.draft for each in judged])
    rows = [row_of(each.draft, settings) if each.draft.place in late else each.row for each in judged]
    session.execute(delete(ImportRow).where(ImportRow.file_id == file.id))
    names = ("file_id", *rows[0]) if rows else ()
    insert_plain(session, ImportRow.type_name, names, [(file.id, *row.values()) for row in rows])


class Judged(NamedTuple):
    draft: Draft
    row: Mapping[str, Any]
    """The decision as it is kept."""


class Judging:
    def __init__(self, session: Session, subject: Subject, settings: Settings) -> None:
        self.session, self.subject, self.settings = session, subject, settings
        self.known: dict[int, Beside] = {}
        self.checking = Checking(session, subject)

    def judge(self, drafts: list[Draft]) -> list[Draft]:
        identify(self.session, self.subject, drafts, self.settings.key)
        self._know([draft.target for draft in drafts if draft.target is not None])
        if self.subject.kind is None:
            drafts = self._with_companies(drafts)
        else:
            self._decide(drafts)
        for draft in drafts:
            if draft.is_refused:
                draft.state = State.REFUSED
        return drafts

    def _know(self, targets: Sequence[Any]) -> None:
        self.known |= beside(self.session, self.subject, [each for each in targets if each.id not in self.known])

    def _with_companies(self, drafts: list[Draft]) -> list[Draft]:
        """Companies are decided on first, as persons come under them."""
        self._decide([draft for draft in drafts if draft.type == COMPANY])
        companies = Companies(self.session, drafts, self.settings, self.known)
        self._decide(companies.make(drafts))
        for draft in in_order(drafts):
            companies.settle(draft)
        self._decide([draft for draft in drafts if draft.type != COMPANY])
        return [*drafts, *companies.made]

    def _decide(self, drafts: Sequence[Draft]) -> None:
        fresh = [draft for draft in drafts if draft.target is None and not draft.is_refused]
        for draft in fresh:
            self.checking.check_new(draft)
        self._find_twins([draft for draft in fresh if not draft.is_refused])
        for draft in drafts:
            if draft.target is not None and not draft.is_refused:
                self._compare(draft, draft.target)
                draft.state = State.UPDATE if draft.changes or draft.more or draft.company else State.UNCHANGED
            elif draft.is_refused:
                draft.state = State.REFUSED

    def _find_twins(self, drafts: Sequence[Draft]) -> None:
        rows = [draft.values | draft.extras | {"name": draft.name} for draft in drafts]
        twins = twins_of(self.session, self.subject, rows)
        for place, draft in enumerate(drafts):
            type_ = {"type": draft.type} if self.subject.kind is None else {}
            draft.changes, draft.more = type_ | draft.values, _more_of(draft)
            if place in twins:
                draft.state, draft.twin = State.DUPLICATE, twins[place]
        self._compare_twins([draft for draft in drafts if self._updates_twin(draft)])

    def _updates_twin(self, draft: Draft) -> bool:
        wanted = draft.twin is not None and self.settings.on_duplicate(draft.place) == UPDATE
        return wanted and draft.twin.model is self.subject.model

    def _compare_twins(self, drafts: Sequence[Draft]) -> None:
        records = load_many(self.session, self.subject.model, {draft.twin.id for draft in drafts})
        self._know(records)
        by_id = {record.id: record for record in records}
        for draft in drafts:
            self._compare(draft, by_id[draft.twin.id])

    def _compare(self, draft: Draft, record: Any) -> None:
        """What would change."""
        changes = {
            name: value
            for name, value in draft.values.items()
            if name != "no" and (value or None) != (getattr(record, name) or None)
        }
        if "name" in changes and any(draft.values.get(part) for part in PARTS) and not changes.keys() & set(PARTS):
            del changes["name"]
        draft.record, draft.changes, draft.more = record, changes, _new_in(_more_of(draft), self.known[record.id])
        self.checking.check_change(draft, record)


class Checking:
    """What a row would be refused for, before anything is done."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self.session, self.subject = session, subject
        self.blank = fresh(subject.model)

    def check_new(self, draft: Draft) -> None:
        if not draft.name:
            caption = fields_of(self.subject.word)["name"].caption
            draft.refuse("name", Refused(N_("%(caption)s must have a value."), caption=say(caption)))
        if self.subject.kind is None:
            self._check_contact(draft)
        elif not draft.is_refused and needs_trying(draft):
            draft.trial = partial(add_one, subject=self.subject, values=draft.values, more=draft.extras)

    def _check_contact(self, draft: Draft) -> None:
        try:
            with_privacy(self.blank, draft.values)
        except Refused as refused:
            draft.refuse("", refused)
        self._check_classes(draft)
        if draft.extras.get(RELATIONS) and draft.company is None and not draft.is_refused:
            values = {"type": draft.type, **draft.values}
            draft.trial = partial(add_one, subject=self.subject, values=values, more=draft.extras)

    def _check_classes(self, draft: Draft) -> None:
        for name, model in CLASS_FIELDS.items():
            if draft.extras.get(name) and model.for_type not in ("", draft.type):
                text = WRONG_TYPE[model.for_type]
                draft.refuse(name, Refused(text, table=say(model.many), contact=draft.name))

    def check_change(self, draft: Draft, record: Any) -> None:
        if draft.changes.get("name", record.name) == "":
            caption = fields_of(self.subject.word)["name"].caption
            draft.refuse("name", Refused(N_("%(caption)s must have a value."), caption=say(caption)))
        elif CAN_BE_REFUSED & {*draft.changes, *draft.more}:
            draft.trial = partial(_change, model=type(record), id_=record.id, draft=draft)


def _change(session: Session, model: type[Record], id_: int, draft: Draft) -> None:
    """Somebody may have deleted it meanwhile; then the run says so."""
    record = session.get(model, id_)
    if record is not None:
        change_one(session, record, draft.changes, draft.more)


class Trying:
    """What only a verb can tell is tried and taken back."""

    def __init__(self, session: Session, subject: Subject) -> None:
        self.session, self.subject = session, subject

    def refused(self, drafts: Sequence[Draft]) -> set[int]:
        """The places of those that turn out to be refused."""
        open_ = [draft for draft in drafts if not draft.is_refused]
        for draft in sorted(open_, key=lambda draft: draft.under is not None):
            self._try(draft)
        self._check_numbers([draft for draft in open_ if draft.state == State.NEW and not draft.is_refused])
        late = [draft for draft in open_ if draft.is_refused]
        for draft in late:
            draft.state = State.REFUSED
        return {draft.place for draft in late}

    def _try(self, draft: Draft) -> None:
        refuse_with_company(draft)
        if draft.trial is not None and not draft.is_refused:
            refused = attempt(self.session, partial(draft.trial, self.session))
            if refused is not None:
                draft.refuse("", refused)

    def _check_numbers(self, ready: Sequence[Draft]) -> None:
        """Whether numbers can be typed, and whether there are enough to give out, is the same for all."""
        typed = [draft for draft in ready if draft.values.get("no")]
        if typed:
            first = typed[0].values["no"]
            self._refuse_all(typed, lambda: number_for(self.session, *self._place, typed=first))
        others = [draft for draft in ready if not draft.values.get("no")]
        if others:
            self._refuse_all(others, lambda: numbers_for(self.session, *self._place, len(others)))

    @property
    def _place(self) -> tuple[Any, Any, str]:
        return self.subject.model, self.subject.setup, self.subject.nos_field

    def _refuse_all(self, drafts: Sequence[Draft], verb: Callable[[], object]) -> None:
        refused = attempt(self.session, verb)
        if refused is not None:
            for draft in drafts:
                draft.refuse("no", refused)


def needs_trying(draft: Draft) -> bool:
    """A new account that names contacts; all others can be made many at once."""
    return bool(draft.extras.get(CONTACT_NO) or draft.values.get(PRIMARY_FIELDS[0]))


def _more_of(draft: Draft) -> dict[str, Any]:
    return {name: value for name, value in draft.extras.items() if name in MORE and value}


def _new_in(more: Mapping[str, Any], known: Beside) -> dict[str, Any]:
    """What is not there yet: whatever stands beside a record is added to, and nothing taken away."""
    found = {name: WAYS.get(name, _new_classes)(name, value, known) for name, value in more.items()}
    return {name: value for name, value in found.items() if value}


def _new_classes(name: str, value: Any, known: Beside) -> Any:
    codes = known.classes.get(name, {})
    return [[code, word] for code, word in value if code not in codes or (word and codes[code] != word)]


def _new_comments(_name: str, value: Any, known: Beside) -> Any:
    texts = {text for _date, text in known.comments}
    return [(date, text) for date, text in value if text not in texts]


def _new_contact(_name: str, value: Any, known: Beside) -> Any:
    return value if value != known.contact_no else None


def _new_relations(_name: str, value: Any, known: Beside) -> Any:
    return new_relations(known.relations, value)


def _new_addresses(_name: str, value: Any, known: Beside) -> Any:
    return known.addresses.new_in(value)


def _new_picture(_name: str, value: Any, known: Beside) -> Any:
    return value if known.picture is None or value != known.picture.digest else None


WAYS: dict[str, Callable[[str, Any, Beside], Any]] = {
    COMMENT: _new_comments,
    CONTACT_NO: _new_contact,
    RELATIONS: _new_relations,
    ADDRESSES: _new_addresses,
    PICTURE: _new_picture,
}
MORE = frozenset({*CLASS_FIELDS, *WAYS})
