"""What is set up in the company the rows are made for: codes to choose from, templates, numbers to give out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.domain.base import Base, Coded
from webapp.domain.contacts.contact import COMPANY, PERSON
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.creating import TEMPLATES
from webapp.domain.series import NoSeriesLine
from webapp.domain.setup.marketing import MarketingSetup
from webapp.domain.setup.people import BusinessRelation, IndustryGroup, JobResponsibility, MailingGroup, Salesperson
from webapp.domain.setup.places import Country, Language, Territory
from webapp.domain.setup.single import the

from .memory import Row
from .words import COUNTRIES

MOST_CODES = 200
ABOUT_ITSELF = {"id", "version", "code", "description", "contact_type", "nos"}


class Company:
    """Read once, before anything is written."""

    def __init__(self, session: Session) -> None:
        self.session = session
        setup = the(session, MarketingSetup)
        self.relation_codes: dict[str, str] = {
            word: getattr(setup, kind.relation_field) for word, kind in PARTNER_KINDS.items()
        }
        self.other_relations = [code for code in self.codes(BusinessRelation) if code not in self._tied()]
        self.salutations = {COMPANY: setup.company_salutation_code, PERSON: setup.person_salutation_code}
        languages = set(self.codes(Language))
        self.countries = {
            code: (language if language in languages else None, prefix)
            for code, (language, prefix) in COUNTRIES.items()
            if code in set(self.codes(Country))
        }
        self.salespeople, self.territories = self.codes(Salesperson), self.codes(Territory)
        self.mailing_groups, self.industry_groups = self.codes(MailingGroup), self.codes(IndustryGroup)
        self.responsibilities = self.codes(JobResponsibility)
        self.terms = {(word, type_): self._terms(word, type_) for word in TEMPLATES for type_ in (COMPANY, PERSON)}
        self.numbers = {"contact": Numbers(session, setup.contact_nos)} | {
            word: Numbers(session, getattr(the(session, kind.setup), kind.nos_field))
            for word, kind in PARTNER_KINDS.items()
        }

    def codes(self, model: type[Coded]) -> list[str]:
        return list(self.session.scalars(select(model.code).order_by(model.id.desc()).limit(MOST_CODES)))

    def last_id(self, model: type[Base]) -> int:
        return self.session.scalar(select(model.id).order_by(model.id.desc()).limit(1)) or 0

    def _tied(self) -> set[str]:
        return set(self.relation_codes.values())

    def _terms(self, word: str, type_: str) -> Row:
        model: Any = TEMPLATES[word]
        template = self.session.scalar(select(model).where(model.contact_type == type_).order_by(model.code).limit(1))
        if template is None:
            return {}
        return {name: getattr(template, name) for name in model.__mapper__.columns.keys() if name not in ABOUT_ITSELF}  # noqa: SIM118


class Numbers:
    """The next numbers of a series, and where it has come to."""

    def __init__(self, session: Session, series_code: str | None) -> None:
        if series_code is None:
            raise SystemExit("Choose number series for contacts, customers, vendors and bank accounts first.")
        self.code = series_code
        line = session.scalars(
            select(NoSeriesLine).where(NoSeriesLine.no_series_code == series_code).order_by(NoSeriesLine.id)
        ).first()
        if line is None:
            raise SystemExit(f"Number series {series_code} has no line.")
        session.expunge(line)
        self.line = line
        self.before = line.last_no_used
        self._upcoming: Iterator[Any] = line.upcoming()

    def another(self) -> str:
        self.last = str(next(self._upcoming))
        return self.last

    def used(self) -> Row:
        """What the line holds afterwards."""
        return {"last_no_used": self.last, "last_date_used": dt.date.today(), "version": self.line.version + 1}
