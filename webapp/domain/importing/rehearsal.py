"""What importing a file would do, row by row. The run does exactly that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from ..changes.bulk import load_many
from ..contacts.contact import COMPANY
from ..contacts.names import PARTS
from .checking import Checking
from .columns import CLASS_FIELDS, COMMENT, CONTACT_NO, SUBJECTS, Subject
from .companies import Companies, in_order
from .drafts import Draft, Drafting
from .extras import Beside, beside
from .identifying import identify
from .keeping import row_of
from .records import ImportFile, ImportRow, State
from .settings import UPDATE, Settings
from .sheet import Sheet
from .texts import Words
from .twins import twins_of


def rehearse(session: Session, file: ImportFile, sheet: Sheet, words: Words) -> None:
    """Keeps what is to become of each row."""
    judging = Judging(session, SUBJECTS[file.subject], Settings.load(file.settings))
    drafts = judging.judge(sheet, words)
    session.execute(delete(ImportRow).where(ImportRow.file_id == file.id))
    rows = [row_of(file.id, draft, judging.settings) for draft in drafts]
    if rows:
        session.execute(insert(ImportRow), rows)


class Judging:
    def __init__(self, session: Session, subject: Subject, settings: Settings) -> None:
        self.session, self.subject, self.settings = session, subject, settings
        self.known: dict[int, Beside] = {}
        self.checking = Checking(session, subject)

    def judge(self, sheet: Sheet, words: Words) -> list[Draft]:
        drafting = Drafting(self.session, self.subject, sheet, self.settings, words)
        drafts = drafting.drafts()
        identify(self.session, self.subject, drafts, self.settings.key)
        self._know([draft.target for draft in drafts if draft.target is not None])
        if self.subject.kind is None:
            drafts = self._with_companies(drafts)
        else:
            self._decide(drafts)
        self.checking.check_numbers([draft for draft in drafts if draft.state == State.NEW])
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
        rows = [draft.values | {"name": draft.name} for draft in drafts]
        twins = twins_of(self.session, self.subject, rows)
        for place, draft in enumerate(drafts):
            type_ = {"type": draft.type} if self.subject.kind is None else {}
            draft.changes, draft.more = type_ | draft.values, _more_of(draft)
            if place in twins:
                draft.state, draft.twin = State.DUPLICATE, twins[place]
        if self.settings.duplicates == UPDATE:
            self._compare_twins([draft for draft in drafts if draft.twin and draft.twin.model is self.subject.model])

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


WAYS: dict[str, Callable[[str, Any, Beside], Any]] = {COMMENT: _new_comments, CONTACT_NO: _new_contact}
MORE = frozenset({*CLASS_FIELDS, COMMENT, CONTACT_NO})
