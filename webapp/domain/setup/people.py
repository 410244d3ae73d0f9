"""Code tables about people: our own, and what they are to us."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy.orm import Mapped

from ..base import Coded
from ..columns import code_text, flag, text
from ..errors import N_, P_
from ..lasting import Followed
from ..users.rights import Area


class Salesperson(Followed, Coded):
    __tablename__ = "salesperson"
    area: ClassVar[str] = Area.COMPANY
    one: ClassVar[str] = N_("Salesperson/Purchaser")
    many: ClassVar[str] = N_("Salespeople/Purchasers")

    code: Mapped[str] = code_text(20, N_("Code"), unique=True, required=True, order=-90)
    description: Mapped[str] = text(100, P_("person", "Name"), required=True, order=-80)
    job_title: Mapped[str] = text(30, N_("Job Title"))
    email: Mapped[str] = text(80, N_("Email"), kind="email")
    phone_no: Mapped[str] = text(30, N_("Phone No."), kind="phone")
    blocked: Mapped[bool] = flag(N_("Blocked"))

    def search_texts(self) -> tuple[str, ...]:
        return (self.code, self.description, self.email, self.phone_no)


class Salutation(Coded):
    __tablename__ = "salutation"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Salutation")
    many: ClassVar[str] = N_("Salutations")


class BusinessRelation(Coded):
    __tablename__ = "business_relation"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Business Relation")
    many: ClassVar[str] = N_("Business Relations")


class MailingGroup(Coded):
    __tablename__ = "mailing_group"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Mailing Group")
    many: ClassVar[str] = N_("Mailing Groups")


class IndustryGroup(Coded):
    __tablename__ = "industry_group"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Industry Group")
    many: ClassVar[str] = N_("Industry Groups")


class JobResponsibility(Coded):
    __tablename__ = "job_responsibility"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Job Responsibility")
    many: ClassVar[str] = N_("Job Responsibilities")


class OrganisationalLevel(Coded):
    __tablename__ = "organisational_level"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Organisational Level")
    many: ClassVar[str] = N_("Organisational Levels")


class WebSource(Coded):
    __tablename__ = "web_source"
    area: ClassVar[str] = Area.CONTACTS
    one: ClassVar[str] = N_("Web Source")
    many: ClassVar[str] = N_("Web Sources")

    url: Mapped[str] = text(
        250, N_("URL"), kind="url", wide=True, hint=N_("%1 stands for the word that is searched for.")
    )
