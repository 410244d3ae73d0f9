"""Contacts as a list and a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from ... import formats, i18n
from ...domain.columns import Field
from ...domain.contacts.addresses import AlternativeAddress, add_address, change_address, delete_address
from ...domain.contacts.company import state
from ...domain.contacts.contact import COMPANY, PERSON, Contact
from ...domain.contacts.inheritance import FOLLOWED, follows, group_of
from ...domain.deletion import delete_contact, persons_of
from ...domain.errors import N_, Message, See, say
from ...domain.interactions.bereaved import no_of_bereaved
from ...domain.relations.changing import add_contact, change_contact
from ...domain.relations.links import hold, linked_partners
from ...domain.relations.ripple import ripple_of_contact
from ...domain.users.rights import Right
from ...domain.users.user import User
from ...domain.values.doubts import doubts_of
from ...pages import Action, Computed, Fact, FactBox, Mark, Page, Parting, Tab, Why
from ...pages.memory import moment_text
from .around import Around, around
from .roles import TICKED_TO_ACCOUNTS, TO_ACCOUNTS, chips, relations_url
from .saying import TICKED, TO_INTERACTIONS, TO_SAY, unless_silent
from .tallies import HELD, TO_TALLIES, interactions, tallies

HOME = "contacts"
OF_PERSONS = frozenset(
    ("company_no", "first_name", "middle_name", "surname", "initials", "job_title", "organisational_level_code",
     "minor", "parental_consent")
)  # fmt: skip
OF_COMPANIES = frozenset(("registration_no", "vat_registration_no", "currency_code"))
KEEP, GO = "keep", "delete"
HANDLED = frozenset(("company_no", "contact_no", "primary_contact_no"))
"""Fields of others that name a contact and do not keep it from being deleted."""
PERSONS_STAY = Field(
    N_("Its persons"), "radio", choices=((KEEP, N_("keep them without a company")), (GO, N_("delete them too")))
)


def _company_name() -> Any:
    company = aliased(Contact)
    return select(company.name).where(company.no == Contact.company_no).scalar_subquery()


def unfit(values: Mapping[str, Any]) -> frozenset[str]:
    """What companies have, persons have not, and the other way round; a value that is there is shown all the same."""
    foreign = OF_PERSONS if values.get("type") == COMPANY else OF_COMPANIES
    return frozenset(name for name in foreign if not values.get(name))


def marks(contact: Contact, seen: Around) -> dict[str, Mark]:
    """Beside what persons can take over: whether they do."""
    return dict(_marks(contact, seen)) if seen.company is not None else {}


def _marks(contact: Contact, seen: Around) -> Iterator[tuple[str, Mark]]:
    company = seen.company
    assert company is not None
    mine, theirs = state(contact, FOLLOWED), state(company, FOLLOWED)
    for field in FOLLOWED:
        group = group_of(field)
        if group is None or not getattr(seen.setup, group.switch) or not (mine[field] or theirs[field]):
            continue
        if group.compared and field != group.fields[0]:
            continue
        if follows(group, field, mine, theirs):
            yield field, Mark(say(N_("follows %(company)s"), company=company.name))
        else:
            yield field, Mark(say(N_("own value")), say(N_("Follow %(company)s"), company=company.name))


def doubts(values: Mapping[str, Any], seen: Around) -> dict[str, Message]:
    return doubts_of(values, seen.country)


def statistics(_session: Session, contact: Contact, seen: Around) -> list[Fact]:
    return [
        Fact(N_("Business Relations"), _relations_text(contact), relations_url(contact, seen)),
        *tallies(contact, seen),
        Fact(N_("Last changed"), moment_text(seen.changed_at) if seen.changed_at else ""),
    ]


def _relations_text(contact: Contact) -> str:
    choices = dict(Contact.__mapper__.columns["business_relation"].info["field"].choices)
    return i18n.gettext(choices[contact.business_relation])


def people(_session: Session, contact: Contact, seen: Around) -> list[Fact]:
    """The persons of a company, or the company of a person."""
    if seen.company is not None:
        return [Fact(N_("Company"), seen.company.label, CONTACTS.card_url(seen.company))]
    facts = [
        Fact(job_title or phone_no, name or no, CONTACTS.url("card", key=no), own_words=True)
        for no, name, job_title, phone_no in seen.persons
    ]
    if seen.how_many_persons > len(facts):
        facts.append(
            Fact(
                N_("All persons"),
                formats.show_number(seen.how_many_persons, i18n.current().locale),
                CONTACTS.url(type=PERSON, company_no=contact.no),
            )
        )
    return facts


def parting(session: Session, contacts: list[Contact]) -> Parting:
    """Who would go along, and what stays."""
    persons = [person for contact in contacts for person in persons_of(session, contact)]
    accounts = [partner for contact in contacts for partner in linked_partners(session, contact)]
    text = []
    if persons:
        named = ", ".join(person.label for person in persons[:5]) + (" …" if len(persons) > 5 else "")
        text.append(say(N_("Its persons (%(count)s): %(persons)s."), count=len(persons), persons=named))
    if accounts:
        text.append(
            say(
                N_("These stay, without a contact: %(accounts)s."),
                accounts=", ".join(f"{i18n.gettext(each.one)} {each.label}" for each in accounts[:6]),
            )
        )
    told = no_of_bereaved(session, [*contacts, *persons])
    if told:
        text.append(
            say(N_("Their interactions (%(count)s) stay, with the company or with the names alone."), count=told)
        )
    field = PERSONS_STAY if persons else None
    return Parting(text, "persons", field, HANDLED)


def unless_company(contact: Contact, _user: User, seen: Around) -> Why | None:
    if contact.is_company or seen.company is not None:
        return None
    text = N_("%(contact)s belongs to no company. Enter one first.")
    return Why(say(text, contact=contact.label), See(Contact.type_name, contact.key, "company_no"))


def delete(session: Session, contact: Contact, persons: str = KEEP) -> None:
    if contact in session:
        delete_contact(session, contact, with_persons=persons == GO)


CONTACTS = Page(
    "contacts", Contact, HOME,
    (
        Tab(N_("General"), (
            "no", "name", "name_2", "type", "company_no", "job_title", "business_relation", "search_name",
            "salesperson_code", "salutation_code", "organisational_level_code", "exclude_from_segment",
            "privacy_blocked", "minor", "parental_consent", "registration_no", "external_id",
        ), summary=("name", "company_no", "business_relation", "salesperson_code")),
        Tab(N_("Name Details"), ("first_name", "middle_name", "surname", "initials"), open=False,
            summary=("first_name", "middle_name", "surname")),
        Tab(N_("Communication"), (
            "address", "address_2", "country_code", "post_code", "city", "county",
            "phone_no", "mobile_phone_no", "extension_no", "email", "email_2", "fax_no", "pager", "home_page",
            "correspondence_type", "language_code",
        ), summary=("city", "phone_no", "email")),
        Tab(N_("Foreign Trade"), ("currency_code", "territory_code", "vat_registration_no"),
            summary=("currency_code", "territory_code", "vat_registration_no")),
        Tab(N_("Picture"), ("picture_id",), open=False),
    ),
    columns=("no", "name", "company_name", "business_relation", "phone_no", "email", "salesperson_code", "territory_code"),
    computed=(Computed("company_name", Field(N_("Company Name")), _company_name()), *HELD),
    more_filters=("type", "company_no", "post_code", "city", "country_code", "job_title", "privacy_blocked", *(each.name for each in HELD)),
    sort="group_key", icon="contact", bold="is_company",
    note=N_("Companies and the persons in them: everybody we deal with."),
    synonyms=N_("people, companies, address book, prospects, leads"),
    add=add_contact, change=change_contact, delete=delete, hold=partial(hold, Contact),
    around=around, chips=chips, marks=marks, mark_endpoint="follow", ripple=ripple_of_contact, doubts=doubts, unfit=unfit, parting=parting,
    factboxes=(
        FactBox("people", N_("Persons"), people),
        FactBox("interactions", N_("Interactions"), interactions),
        FactBox("statistics", N_("Statistics"), statistics),
    ),
    actions=(
        Action("new-person", N_("New person"), "contacts.new_person", "user-plus", right=Right.WRITE),
        Action("mail", N_("Mail"), "outbox.mail", "mail", enabled=unless_silent),
        Action("related", N_("Related contacts"), "contacts.related", "users", place="more"),
        Action("company-details", N_("Company Details"), "contacts.company_details", "building-2", place="more", enabled=unless_company),
        Action("merge", N_("Merge with"), "contacts.contacts_merge", "merge", Right.DELETE, place="more"),
        *TO_SAY,
        *TO_ACCOUNTS,
        *TO_TALLIES,
    ),
    list_actions=(
        Action("new-person", N_("New person"), "contacts.contacts_new", "user-plus", Right.WRITE, values=(("type", PERSON),)),
        TO_INTERACTIONS,
        Action("import", N_("Import"), "contacts.importing.contact_import", "upload", Right.WRITE, place="more"),
        Action("duplicates", N_("Duplicate Contacts"), "contacts.duplicate_list", "copy", Right.WRITE, place="more"),
    ),
    exports=(
        Action("csv", N_("CSV, all fields"), "contacts.contact_export_csv"),
        Action("xlsx", N_("Excel, all fields"), "contacts.contact_export_xlsx"),
        Action("vcf", "vCard", "contacts.contact_export_vcf"),
    ),
    bulk=(
        *TICKED_TO_ACCOUNTS,
        Action("mail", N_("Mail"), "outbox.mail_ticked", "mail", Right.READ, "post"),
        Action("new-document", N_("New document"), "documents.for_contacts", "file-text", Right.READ, "post"),
        *TICKED,
        Action("merge-ticked", N_("Merge"), "contacts.contacts_merge_ticked", "merge", Right.DELETE, "post"),
    ),
    besides=("duplicates/beside.html",),
    sections=("documents/_of.html", "interactions/timeline_beside.html"), styles=("timeline.css",),
    parts=("alternative_address",),
)  # fmt: skip
ADDRESSES = Page(
    "addresses", AlternativeAddress, HOME,
    (
        Tab(N_("General"), ("code", "company_name", "company_name_2", "address", "address_2", "country_code", "post_code", "city", "county")),
        Tab(N_("Communication"), ("phone_no", "mobile_phone_no", "fax_no", "email", "home_page")),
    ),
    columns=("code", "company_name", "address", "city", "phone_no"), sort="code",
    note=N_("Where the contact is found at other times: a summer address, a branch."),
    add=add_address, change=change_address, delete=delete_address, parent=CONTACTS, parent_field="contact_id", owner="contact",
)  # fmt: skip
PAGES = (CONTACTS, ADDRESSES)
