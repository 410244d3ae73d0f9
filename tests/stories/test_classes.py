"""What contacts are sorted into: groups, responsibilities, and where to look companies up."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.support.browser import Browser
from tests.support.factories import a_code, a_user
from tests.support.houses import PASSWORD, House
from tests.support.parties import a_company, a_person
from tests.support.queries import queries
from webapp.domain.contacts.classification import ContactIndustryGroup, ContactMailingGroup, ContactWebSource, assign
from webapp.domain.contacts.contact import Contact
from webapp.domain.relations.describing import add_relation
from webapp.domain.setup.people import (
    BusinessRelation,
    IndustryGroup,
    JobResponsibility,
    MailingGroup,
    OrganisationalLevel,
    WebSource,
)

COMPANY, PERSON = "/contacts/CT000001", "/contacts/CT000002"


@pytest.fixture(autouse=True)
def _codes_and_two_contacts(house: House) -> None:
    with house.acting() as session:
        a_code(session, MailingGroup, "SPRING", description="Spring letter")
        a_code(session, MailingGroup, "XMAS", description="Season")
        a_code(session, IndustryGroup, "BAKERY", description="Bakeries")
        a_code(session, JobResponsibility, "BUYING", description="Buys for them")
        a_code(session, WebSource, "FINDER", description="Finder", url="https://finder.example/?q=%1")
        a_code(session, OrganisationalLevel, "HEAD", description="Heads of something")
        a_code(session, BusinessRelation, "LEGAL", description="Lawyers")
        company = a_company(session)
        a_person(session, company=company)


def counts(browser: Browser, url: str) -> dict[str, str]:
    """The statistics of a card."""
    box = browser.open(url).page.by_id("factboxes")
    assert box is not None
    return {row.one("dt").text: row.one("dd").text for row in box.all("div")}


def held(house: House, contact_no: str = "CT000001") -> list[str]:
    with house.looking() as session:
        query = select(ContactMailingGroup.code).join(Contact, Contact.id == ContactMailingGroup.contact_id)
        return list(session.scalars(query.where(Contact.no == contact_no).order_by(ContactMailingGroup.code)))


def test_205_a_mailing_group_an_industry_group_and_a_job_responsibility_are_assigned_and_counted(
    browser: Browser,
) -> None:
    browser.open(COMPANY).follow("Groups and responsibilities")
    browser.fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")
    browser.fill("Industry Group Code", "BAKERY").press("Add to Industry Groups")

    browser.open(PERSON).follow("Groups and responsibilities")
    browser.fill("Job Responsibility Code", "BUYING").press("Add to Job Responsibilities")

    assert browser.receipts == ["Added to CT000002 Ann Hill: Job Responsibility BUYING"]
    company, person = counts(browser, COMPANY), counts(browser, PERSON)
    assert (company["Mailing Groups"], company["Industry Groups"]) == ("1", "1")
    assert (person["Job Responsibilities"], person["Industry Groups"], person["Mailing Groups"]) == ("1", "1", "0")


def test_several_are_added_one_after_another_and_the_input_is_empty_again(browser: Browser, house: House) -> None:
    browser.open(f"{COMPANY}/classes")

    browser.fill("Mailing Group Code", "spring").press("Add to Mailing Groups")
    assert browser.value("Mailing Group Code") == ""
    browser.fill("Mailing Group Code", "Season").press("Add to Mailing Groups")

    assert held(house) == ["SPRING", "XMAS"]
    assert [row[:2] for row in browser.rows()] == [["SPRING", "Spring letter"], ["XMAS", "Season"]]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("SPRING", "CT000001 Hill Bakery has SPRING already."),
        ("NOWHERE", "There is no NOWHERE in Mailing Groups. Choose one from the list, or add it there first."),
        ("", "Mailing Group Code must have a value."),
    ],
)
def test_what_cannot_be_added_is_told_at_the_field(browser: Browser, house: House, typed: str, message: str) -> None:
    browser.open(f"{COMPANY}/classes")
    browser.fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")

    browser.fill("Mailing Group Code", typed).press("Add to Mailing Groups")

    assert browser.status == 422
    assert browser.error_at("Mailing Group Code") == message
    assert browser.value("Mailing Group Code") == typed
    assert held(house) == ["SPRING"]


def test_one_is_removed_and_undo_brings_it_back(browser: Browser, house: House) -> None:
    browser.open(f"{COMPANY}/classes")
    browser.fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")

    browser.press("Remove SPRING")

    assert browser.receipts[-1] == "Removed from CT000001 Hill Bakery: Mailing Group SPRING"
    assert held(house) == []
    browser.press("Undo")
    assert held(house) == ["SPRING"]


def test_two_people_remove_the_same_one_and_the_second_is_told(browser: Browser, house: House, way: str) -> None:
    browser.open(f"{COMPANY}/classes").fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")
    other = Browser(house.app, htmx=way == "htmx").sign_in().open(f"{COMPANY}/classes")

    other.press("Remove SPRING")
    browser.press("Remove SPRING")

    assert browser.receipts == ["Somebody removed it a moment ago."]


def test_a_person_sees_what_the_company_does_and_the_way_there(browser: Browser, house: House) -> None:
    with house.acting() as session:
        company = session.scalars(select(Contact).where(Contact.no == "CT000001")).one()
        assign(session, company, ContactIndustryGroup, {"code": "BAKERY"})

    browser.open(f"{PERSON}/classes")

    assert "Bakeries" in browser.text
    assert not browser.has_button("Remove")
    browser.follow("Open CT000001 Hill Bakery")
    assert browser.url == f"{COMPANY}/classes"


def test_a_web_source_is_launched_with_the_word_put_in(browser: Browser) -> None:
    browser.open(f"{COMPANY}/classes")
    browser.fill("Web Source Code", "FINDER").fill("Search Word", "Hill & Søn").press("Add to Web Sources")

    link = browser.page.one("a", aria_label="Launch FINDER")

    assert link["href"] == "https://finder.example/?q=Hill%20%26%20S%C3%B8n"
    assert (link["target"], link["rel"]) == ("_blank", "noopener noreferrer")


def test_a_web_source_without_an_address_says_so_and_leads_to_it(browser: Browser, house: House) -> None:
    with house.acting() as session:
        a_code(session, WebSource, "BLANK", description="Nothing yet")
        company = session.scalars(select(Contact).where(Contact.no == "CT000001")).one()
        assign(session, company, ContactWebSource, {"code": "BLANK"})

    browser.open(f"{COMPANY}/classes")

    assert "BLANK has no address yet. Enter it first." in browser.text
    assert browser.follow("Open Web Source BLANK").status == 200


def test_a_code_table_counts_its_contacts_and_leads_to_them(browser: Browser, house: House) -> None:
    with house.acting() as session:
        company = session.scalars(select(Contact).where(Contact.no == "CT000001")).one()
        assign(session, company, ContactMailingGroup, {"code": "SPRING"})

    with queries(house.database.engine, at_most=4):
        browser.open("/setup/mailing-groups?sort=-no_of_contacts")
    assert browser.rows()[0] == ["SPRING", "Spring letter", "1"]
    with queries(house.database.engine, at_most=8):
        browser.open("/setup/mailing-groups/SPRING")

    browser.follow("1")
    assert browser.url == "/contacts?mailing_group=SPRING"
    assert [row[0] for row in browser.rows()] == ["CT000001"]


def test_relations_and_levels_are_counted_too_and_lists_are_narrowed_by_any_class(
    browser: Browser, house: House
) -> None:
    with house.acting() as session:
        company = session.scalars(select(Contact).where(Contact.no == "CT000001")).one()
        person = session.scalars(select(Contact).where(Contact.no == "CT000002")).one()
        add_relation(session, company, "LEGAL")
        person.organisational_level_code = "HEAD"

    assert browser.open("/setup/business-relations?code=LEGAL").rows()[0][-1] == "1"
    assert browser.open("/setup/organisational-levels?code=HEAD").rows()[0][-1] == "1"
    for query, found in (
        ("relation_code=legal", ["CT000001"]),
        ("relation_code=<>LEGAL", ["CT000002"]),
        ("organisational_level=H*", ["CT000002"]),
        ("industry_group=''", ["CT000001", "CT000002"]),
        ("relation_code=<>''|organisational_level=HEAD", ["CT000001"]),
    ):
        with queries(house.database.engine, at_most=4):
            browser.open(f"/contacts?{query}")
        assert [row[0] for row in browser.rows()] == found


def test_a_group_in_use_is_deleted_with_a_question_and_taken_from_its_contacts(browser: Browser, house: House) -> None:
    browser.open(f"{COMPANY}/classes").fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")

    browser.open("/setup/mailing-groups/SPRING/delete")
    assert "It is taken from the contacts that have it: 1." in browser.text
    browser.press("Delete")

    assert held(house) == []
    browser.press("Undo")
    assert held(house) == ["SPRING"]


def test_a_relation_code_in_use_is_not_deleted(browser: Browser, house: House) -> None:
    with house.acting() as session:
        add_relation(session, session.scalars(select(Contact).where(Contact.no == "CT000001")).one(), "LEGAL")

    browser.open("/setup/business-relations/LEGAL/delete")

    assert "This is in use. Take it out in these places first." in browser.text
    assert not browser.has_button("Delete")


def test_a_reader_looks_and_changes_nothing(house: House, browser: Browser) -> None:
    browser.open(f"{COMPANY}/classes").fill("Mailing Group Code", "SPRING").press("Add to Mailing Groups")
    with house.acting() as session:
        a_user(session, email="rita@fjordlys.example", role="reader", password=PASSWORD)
    reader = Browser(house.app).sign_in("rita@fjordlys.example")

    reader.open(f"{COMPANY}/classes")

    assert "Spring letter" in reader.text
    assert not reader.has_button("Remove") and not reader.has_button("Add")
    assert reader.post(f"{COMPANY}/classes/mailing_group/remove", code="SPRING").status_code == 403


def test_a_page_of_classes_asks_eight_questions_and_a_card_too(house: House, browser: Browser) -> None:
    for url in (COMPANY, PERSON, f"{COMPANY}/classes", f"{PERSON}/classes"):
        with queries(house.database.engine, at_most=8):
            browser.open(url)

        assert browser.status == 200
