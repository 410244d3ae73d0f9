"""What a row would be refused for, before anything is done. What only a verb can tell is tried and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ..base import fresh
from ..contacts.classification import WRONG_TYPE
from ..contacts.privacy import with_privacy
from ..errors import N_, Refused, say
from ..relations.primary import PRIMARY_FIELDS
from ..series import number_for
from ..series.giving import numbers_for
from .applying import CAN_BE_REFUSED, add_one, attempt, change_one
from .columns import CLASS_FIELDS, CONTACT_NO, Subject, fields_of
from .drafts import Draft


class Checking:
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
            self._try(draft, lambda: add_one(self.session, self.subject, draft.values, draft.extras))

    def _check_contact(self, draft: Draft) -> None:
        try:
            with_privacy(self.blank, draft.values)
        except Refused as refused:
            draft.refuse("", refused)
        self._check_classes(draft)

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
            self._try(draft, lambda: change_one(self.session, record, draft.changes, draft.more))

    def _try(self, draft: Draft, verb: Any) -> None:
        refused = attempt(self.session, verb)
        if refused is not None:
            draft.refuse("", refused)

    def check_numbers(self, drafts: Sequence[Draft]) -> None:
        """Whether numbers can be typed, and whether there are enough to give out, is the same for all."""
        ready = [draft for draft in drafts if not draft.is_refused]
        typed = [draft for draft in ready if draft.values.get("no")]
        if typed:
            first = typed[0].values["no"]
            self._refuse_all(typed, lambda: number_for(self.session, *self._place, typed=first))
        asking = len(ready) - len(typed)
        if asking:
            others = [draft for draft in ready if not draft.values.get("no")]
            self._refuse_all(others, lambda: numbers_for(self.session, *self._place, asking))

    @property
    def _place(self) -> tuple[Any, Any, str]:
        return self.subject.model, self.subject.setup, self.subject.nos_field

    def _refuse_all(self, drafts: Sequence[Draft], verb: Any) -> None:
        refused = attempt(self.session, verb)
        if refused is not None:
            for draft in drafts:
                draft.refuse("no", refused)


def needs_trying(draft: Draft) -> bool:
    """A new account that names contacts; all others can be made many at once."""
    return bool(draft.extras.get(CONTACT_NO) or draft.values.get(PRIMARY_FIELDS[0]))
