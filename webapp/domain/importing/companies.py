"""Under which company a person comes: one that is there, one of another row of the same file, or one made for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ..contacts.contact import COMPANY, PERSON, Contact
from ..errors import N_, Refused, say
from .columns import COMPANY_NAME
from .drafts import Draft
from .extras import Beside
from .records import State
from .settings import ADD, MAKE, Settings

AT_ONCE = 500
NO_COMPANY = N_("%(contact)s is no company. Choose a company.")


class Companies:
    """Finds them after the companies of the file were judged."""

    def __init__(self, session: Session, drafts: Sequence[Draft], settings: Settings, known: dict[int, Beside]) -> None:
        self.session, self.settings, self.known = session, settings, known
        self.by_no = {draft.values["no"]: draft for draft in drafts if draft.values.get("no")}
        self.by_name: dict[str, Draft] = {}
        for draft in drafts:
            if draft.type == COMPANY and draft.name:
                self.by_name.setdefault(draft.name.casefold(), draft)
        self.there = self._there({name for draft in drafts if (name := draft.extras.get(COMPANY_NAME))})
        self.made: list[Draft] = []
        self._next_place = len(drafts)

    def _there(self, names: set[str]) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        wanted = sorted(names)
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            same = func.lower(Contact.name).in_([name.lower() for name in some])
            called = or_(same, Contact.search_name.in_([name.upper() for name in some]))
            for company in self.session.scalars(select(Contact).where(Contact.type == COMPANY, called)):
                found.setdefault(company.name.casefold(), []).append(company)
        return found

    def make(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Those that are named and not there."""
        if self.settings.companies != MAKE:
            return []
        for draft in drafts:
            name = draft.extras.get(COMPANY_NAME, "")
            by_name = draft.type == PERSON and name and not draft.values.get("company_no") and not draft.is_refused
            if by_name and not self._is_known(name) and not self._is_there_already(draft, name):
                self._make(draft, name)
        return self.made

    def _is_known(self, name: str) -> bool:
        return name.casefold() in self.by_name or name.casefold() in self.there

    def settle(self, draft: Draft) -> None:
        name = draft.extras.get(COMPANY_NAME, "")
        if draft.type != PERSON:
            self._check_company(draft, name)
        elif draft.values.get("company_no"):
            self._by_no(draft)
        elif name and not self._is_there_already(draft, name):
            self._by_name(draft, name)

    def _check_company(self, draft: Draft, name: str) -> None:
        if draft.values.get("company_no") or (name and name != draft.name):
            field = "company_no" if draft.values.get("company_no") else COMPANY_NAME
            draft.refuse(field, Refused(N_("Only persons can have a company. Make the contact a person first.")))

    def _by_no(self, draft: Draft) -> None:
        company = self.by_no.get(draft.values["company_no"])
        if company is None:
            return
        if company.type != COMPANY:
            draft.refuse("company_no", Refused(NO_COMPANY, contact=f"{company.values['no']} {company.name}"))
        elif company.target is None:
            del draft.values["company_no"]
            self._put_under(draft, company, "company_no")

    def _is_there_already(self, draft: Draft, name: str) -> bool:
        return draft.target is not None and self.known[draft.target.id].company_name.casefold() == name.casefold()

    def _by_name(self, draft: Draft, name: str) -> None:
        folded = name.casefold()
        there = self.there.get(folded, [])
        if folded in self.by_name:
            self._put_under(draft, self.by_name[folded], COMPANY_NAME)
        elif len(there) == 1:
            draft.values["company_no"] = there[0].no
        elif there:
            some = ", ".join(company.label for company in there)
            text = N_("Several fit %(typed)s: %(some)s. Choose one of them.")
            draft.refuse(COMPANY_NAME, Refused(text, typed=name, some=some))
        else:
            draft.reasons.append(say(N_("%(company)s is not there, so it comes without a company."), company=name))

    def _make(self, draft: Draft, name: str) -> None:
        company = Draft(self._next_place, draft.line, values={"type": COMPANY, "name": name})
        company.reasons.append(say(N_("It is named as the company of a person.")))
        self._next_place += 1
        self.by_name[name.casefold()] = company
        self.made.append(company)

    def _put_under(self, draft: Draft, company: Draft, field: str) -> None:
        """Where the company of the file is left out since it is there, that one is meant."""
        draft.under = (field, company)
        if company.is_refused:
            refuse_with_company(draft)
        elif company.target is not None:
            draft.values["company_no"] = company.target.no
        elif self._passed_by(company) and company.twin.model is Contact:
            draft.values["company_no"] = company.twin.no
        elif self._passed_by(company):
            text = N_("%(company)s is passed by as a possible duplicate, so it comes without a company.")
            draft.reasons.append(say(text, company=company.name))
        else:
            draft.company = company

    def _passed_by(self, company: Draft) -> bool:
        return company.state == State.DUPLICATE and self.settings.on_duplicate(company.place) != ADD


def refuse_with_company(draft: Draft) -> None:
    """Nobody comes under a company that is refused."""
    if draft.under is not None and draft.under[1].is_refused:
        field, company = draft.under
        text = N_("Its company in line %(line)s is refused. Mend that line first.")
        draft.refuse(field, Refused(text, line=company.line))


def in_order(drafts: Sequence[Draft]) -> Iterator[Any]:
    """Companies before persons, as those need them."""
    yield from (draft for draft in drafts if draft.type == COMPANY)
    yield from (draft for draft in drafts if draft.type != COMPANY)
