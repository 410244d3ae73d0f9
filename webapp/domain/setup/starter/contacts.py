"""What contacts are to us, how they are addressed, and what they are sorted by."""

from __future__ import annotations

from ...base import Coded
from ...duplicates.records import USUALLY_SEARCHED, DuplicateSearchLine
from ...duplicates.strings import PARTS
from ...errors import N_
from ..people import (
    BusinessRelation,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganisationalLevel,
    Salutation,
)
from .company import Described, NewCompany

BUSINESS_RELATIONS = (
    ("CUST", N_("Customer")),
    ("VEND", N_("Vendor")),
    ("BANK", N_("Bank account")),
    ("PROSPECT", N_("Prospect")),
    ("PARTNER", N_("Business partner")),
    ("COMPETITOR", N_("Competitor")),
    ("CONSULT", N_("Consultant")),
    ("LAW", N_("Lawyer")),
    ("AUTHORITY", N_("Public authority")),
    ("PRESS", N_("Press")),
)

SALUTATIONS = (
    ("COMPANY", N_("Company")),
    ("UNISEX", N_("Any person")),
    ("F", N_("Woman")),
    ("F-JOB", N_("Woman, by job title")),
    ("M", N_("Man")),
    ("M-JOB", N_("Man, by job title")),
)

MAILING_GROUPS = (
    ("NEWS", N_("Newsletter")),
    ("PRICES", N_("Price lists")),
    ("EVENTS", N_("Invitations to events")),
    ("GREETINGS", N_("Season’s greetings")),
)

INDUSTRY_GROUPS = (
    ("AGRI", N_("Agriculture, forestry and fishing")),
    ("BUILD", N_("Construction")),
    ("EDUCATION", N_("Education")),
    ("FINANCE", N_("Finance and insurance")),
    ("HEALTH", N_("Health and care")),
    ("HOTEL", N_("Hotels and restaurants")),
    ("IT", N_("Information technology")),
    ("MANUFACT", N_("Manufacturing")),
    ("PUBLIC", N_("Public administration")),
    ("RETAIL", N_("Retail trade")),
    ("TRANSPORT", N_("Transport and storage")),
    ("WHOLESALE", N_("Wholesale trade")),
)

JOB_RESPONSIBILITIES = (
    ("FINANCE", N_("Finance")),
    ("HR", N_("Human resources")),
    ("IT", N_("Information technology")),
    ("LOGISTICS", N_("Logistics")),
    ("MARKETING", N_("Marketing")),
    ("PRODUCTION", N_("Production")),
    ("PURCHASE", N_("Purchasing")),
    ("SALES", N_("Sales")),
)

ORGANISATIONAL_LEVELS = (
    ("OWNER", N_("Owner")),
    ("BOARD", N_("Board member")),
    ("DIRECTOR", N_("Managing director")),
    ("MANAGER", N_("Head of department")),
    ("STAFF", N_("Employee")),
)

CLASSIFICATIONS: tuple[tuple[type[Coded], Described], ...] = (
    (MailingGroup, MAILING_GROUPS),
    (IndustryGroup, INDUSTRY_GROUPS),
    (JobResponsibility, JOB_RESPONSIBILITIES),
    (OrganisationalLevel, ORGANISATIONAL_LEVELS),
)


def business_relations(new: NewCompany) -> list[BusinessRelation]:
    return new.codes(BusinessRelation, BUSINESS_RELATIONS)


def salutations(new: NewCompany) -> list[Salutation]:
    return new.codes(Salutation, SALUTATIONS)


def classifications(new: NewCompany) -> list[Coded]:
    return [row for model, table in CLASSIFICATIONS for row in new.codes(model, table)]


def duplicate_search_lines(_new: NewCompany) -> list[DuplicateSearchLine]:
    return [DuplicateSearchLine(field=field, part=part) for field in USUALLY_SEARCHED for part, _caption in PARTS]
