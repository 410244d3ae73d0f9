"""Import as people see it: bring a file, look at its rows, change one's mind, let it be done, take it back."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from webapp.blueprints.contacts import importing as views
from webapp.domain.contacts.addresses import add_address, addresses_of
from webapp.domain.contacts.contact import PERSON, Contact
from webapp.domain.deletion import delete_contact
from webapp.domain.partners.customer import Customer
from webapp.domain.partners.kinds import PARTNER_KINDS
from webapp.domain.relations.links import linked_partners
from webapp.domain.users.rights import Role

from ..support.browser import Browser
from ..support.factories import PASSWORD, a_user
from ..support.houses import House
from ..support.parties import a_company, a_person, a_picture, linked_to

WORDS = {"contact": "contacts", "customer": "customers", "vendor": "vendors", "bank_account": "bank-accounts"}
TITLES = {
    "contact": "Import contacts",
    "customer": "Import customers",
    "vendor": "Import vendors",
    "bank_account": "Import bank accounts",
}
TABLE = b"Name;City;Phone No.\r\nHill Bakery;Oslo;22 00 00 01\r\nOak Ltd;Bergen;22 00 00 02\r\n"


def names(house: House, model: type[Contact] | type[Customer] = Contact) -> list[str]:
    with house.looking() as session:
        return list(session.scalars(select(model.name).order_by(model.no)))


def brought(browser: Browser, data: bytes = TABLE, name: str = "list.csv", word: str = "contacts") -> Browser:
    return browser.open(f"/{word}/import").attach("File", data, name).press("Look at the rows")


def importing(browser: Browser) -> Browser:
    """The button says how many."""
    button = next(node.text for node in browser.page.all("button") if node.text.startswith("Import "))
    return browser.press(button)


@pytest.mark.parametrize("kind", ["contact", *PARTNER_KINDS])
def test_a_file_is_shown_first_and_then_imported(house: House, browser: Browser, kind: str) -> None:
    browser.open(f"/{WORDS[kind]}").follow("Import")
    assert browser.heading == TITLES[kind]
    browser.attach("File", TABLE, "list.csv").press("Look at the rows")
    assert "Would be added: 2. Would be changed: 0." in browser.text
    assert names(house) == []

    browser.press("Import 2")

    assert browser.heading == TITLES[kind]
    assert names(house) == ["Hill Bakery", "Oak Ltd"]
    assert browser.receipts[0].endswith(": 2")


def test_one_undo_takes_the_whole_import_back(house: House, browser: Browser) -> None:
    importing(brought(browser))

    browser.press("Undo")

    assert names(house) == []
    assert "This was undone." in browser.text


def test_a_table_can_be_pasted(house: House, browser: Browser) -> None:
    browser.open("/contacts/import").fill("Or paste a table", "Name\tCity\nHill Bakery\tOslo\n")

    importing(browser.press("Look at the rows"))

    assert names(house) == ["Hill Bakery"]


def test_a_column_that_was_not_recognised_can_be_chosen(house: House, browser: Browser) -> None:
    brought(browser, b"Name;Whatever\nHill Bakery;Oslo\n")
    assert browser.value("Whatever") == ""

    browser.fill("Whatever", "City").press("Look again")

    assert browser.value("Whatever") == "city"
    importing(browser)
    with house.looking() as session:
        assert session.scalars(select(Contact.city)).all() == ["Oslo"]


def test_answers_that_were_not_shown_yet_are_shown_before_they_count(house: House, browser: Browser) -> None:
    brought(browser, b"Name;Whatever\nHill Bakery;Oslo\n").fill("Whatever", "City")

    importing(browser)

    assert browser.status == 409
    assert "look again, then import" in browser.problem
    assert names(house) == []


def test_a_refused_row_says_why_and_at_which_field(house: House, browser: Browser) -> None:
    brought(browser, b"Name;Email;Country\nHill Bakery;nonsense;Norway\nOak Ltd;post@oak.example;Atlantis\nElm;;NO\n")

    assert "Refused 2" in browser.text
    assert "Email:" in browser.text
    assert "There is no ATLANTIS in Countries/Regions" in browser.text
    importing(browser)
    assert names(house) == ["Elm"]


def test_the_rows_can_be_narrowed_to_what_becomes_of_them(house: House, browser: Browser) -> None:
    brought(browser, b"Name;Email\nHill Bakery;nonsense\nOak Ltd;post@oak.example\n")

    browser.follow("Refused 1")

    assert [node.text for node in browser.page.all("th", class_="row-head primary")] == ["Hill Bakery"]


def test_a_row_with_a_known_number_updates_the_record_it_means(house: House, browser: Browser) -> None:
    with house.acting() as session:
        no = a_company(session, "Hill Bakery", city="Oslo").no

    brought(browser, f"No.;Name;City\n{no};Hill Bakery;Bergen\n".encode())

    assert "Update 1" in browser.text
    assert f"{no} Hill Bakery" in browser.text
    importing(browser)
    with house.looking() as session:
        assert session.scalars(select(Contact.city)).all() == ["Bergen"]


@pytest.mark.parametrize(
    ("answer", "adding", "cities"),
    [("add them all the same", 1, ["Oslo", "Bergen"]), ("update the one that is there", 0, ["Bergen"])],
)
def test_what_may_be_there_already_is_decided_row_by_row(
    house: House, browser: Browser, answer: str, adding: int, cities: list[str]
) -> None:
    with house.acting() as session:
        a_company(session, "Hill Bakery", city="Oslo", email="post@hill.example")
    brought(browser, b"Name;City;Email\nHill Bakery;Bergen;post@hill.example\n")
    assert "Possible duplicate 1" in browser.text
    assert not any(node.text.startswith("Import ") for node in browser.page.all("button"))

    browser.fill("What happens to line 2", answer).press("Look again")

    assert f"Would be added: {adding}." in browser.text
    importing(browser)
    with house.looking() as session:
        assert list(session.scalars(select(Contact.city).order_by(Contact.no))) == cities


def test_persons_come_under_the_companies_of_the_same_file(house: House, browser: Browser) -> None:
    importing(brought(browser, b"Name;Company Name\nAnn Hill;Hill Bakery\nBob Oak;Oak Ltd\n"))

    with house.looking() as session:
        companies = {contact.no: contact.name for contact in session.scalars(select(Contact))}
        persons = session.scalars(select(Contact).where(Contact.type == PERSON)).all()
        assert {person.name: companies[person.company_no or ""] for person in persons} == {
            "Ann Hill": "Hill Bakery",
            "Bob Oak": "Oak Ltd",
        }


def test_vcards_are_imported(house: House, browser: Browser) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Hill;Ann;;;\r\nFN:Ann Hill\r\nORG:Hill Bakery\r\nEND:VCARD\r\n"

    importing(brought(browser, card, "ann.vcf"))

    assert sorted(names(house)) == ["Ann Hill", "Hill Bakery"]


@pytest.mark.parametrize(
    ("data", "name", "problem"),
    [
        (b"", "empty.csv", "Choose a file"),
        (b" \n\n", "empty.csv", "Choose a file"),
        (b"Name;City\n", "headings.csv", "This file has headings and no rows below them"),
        (b"%PDF-1.7 nonsense", "list.pdf", "neither CSV nor Excel nor vCard"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old.xls", "old Excel"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(browser: Browser, data: bytes, name: str, problem: str) -> None:
    brought(browser, data, name)

    assert browser.status == 422
    assert problem in browser.problem


def test_a_file_that_is_too_large_is_refused_on_its_page(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "ROOM_AROUND", 500 - views.MOST_BYTES)

    brought(browser, b"x" * 1000)

    assert browser.status == 413
    assert browser.heading == "Import contacts"
    assert "larger than 20 MB" in browser.problem


def test_a_large_one_goes_on_when_nobody_looks(house: House, browser: Browser) -> None:
    lines = "".join(f"Firm {number} Works;City {number % 7}\n" for number in range(1100))
    brought(browser, f"Name;City\n{lines}".encode())
    browser.press("Import 1100")
    assert "250 of 1100" in browser.text

    house.work()

    assert len(names(house)) == 1100
    assert "Imported contacts: 1100" in browser.press("Look again").text


def test_many_rows_have_pages(browser: Browser) -> None:
    brought(browser, ("Name\n" + "".join(f"Firm {number} Works\n" for number in range(120))).encode())
    assert "1–50 of 120" in browser.text

    browser.follow("Next page").follow("Next page")

    assert "101–120 of 120" in browser.text


def test_a_file_that_was_left_half_way_is_offered_again(browser: Browser) -> None:
    brought(browser)

    browser.open("/contacts/import").follow("Not imported yet: list.csv")

    assert "Would be added: 2." in browser.text


def test_a_file_that_is_not_wanted_leaves_nothing(house: House, browser: Browser) -> None:
    brought(browser).press("Cancel")

    assert browser.open("/contacts/import").page.all("a", where=lambda node: "list.csv" in node.text) == []
    assert names(house) == []


def test_nobody_sees_the_files_of_others(house: House, browser: Browser) -> None:
    url = brought(browser).url
    with house.acting() as session:
        a_user(session, email="other@fjordlys.example")

    other = Browser(house.app).sign_in("other@fjordlys.example", PASSWORD)

    assert other.open(url).status == 404


@pytest.mark.parametrize("word", WORDS.values())
def test_a_reader_is_refused_with_the_reason(house: House, way: str, word: str) -> None:
    with house.acting() as session:
        a_user(session, email="reader@fjordlys.example", role=Role.READER.value)
    reader = Browser(house.app, htmx=way == "htmx").sign_in("reader@fjordlys.example", PASSWORD)

    reader.open(f"/{word}/import")

    assert reader.status == 403
    assert "You need the right to change" in reader.text


@pytest.mark.parametrize("ending", ["csv", "xlsx", "vcf"])
def test_an_export_that_comes_back_changes_nothing(house: House, browser: Browser, ending: str) -> None:
    with house.acting() as session:
        company = a_company(session, "=Hill; Bakery", city="Oslo", post_code="0155")
        a_person(session, "Ann Hill", company, job_title="Baker 🥐")
    file = browser.client.get(f"/contacts/all-fields.{ending}")

    brought(browser, file.data, f"contacts.{ending}")

    assert "Unchanged 2" in browser.text
    assert "Would be added: 0. Would be changed: 0." in browser.text


@pytest.mark.parametrize(
    ("ending", "name"), [("csv", "contacts.zip"), ("xlsx", "contacts.xlsx"), ("vcf", "contacts.vcf")]
)
def test_pictures_addresses_and_links_leave_and_come_back(
    house: House, browser: Browser, ending: str, name: str
) -> None:
    with house.acting() as session:
        company = a_company(session, "Hill Bakery", picture_id=a_picture(session))
        add_address(session, company, {"code": "SUMMER", "city": "Voss"})
        customer = linked_to(session, company, "customer").no
    file = browser.client.get(f"/contacts/all-fields.{ending}")
    assert name in file.headers["Content-Disposition"]
    brought(browser, file.data, name)
    assert "Unchanged 1" in browser.text
    with house.acting() as session:
        delete_contact(session, session.scalars(select(Contact)).one())

    brought(browser, file.data, name)

    assert f"Comes with it: 1 address, a picture, linked with Customer {customer}" in browser.text
    importing(browser)
    with house.looking() as session:
        contact = session.scalars(select(Contact)).one()
        assert contact.picture_id is not None
        assert [each.city for each in addresses_of(session, contact)] == ["Voss"]
        assert [each.label for each in linked_partners(session, contact)] == [f"{customer} Hill Bakery"]
    browser.press("Undo")
    assert names(house) == []


def test_contacts_that_one_table_can_hold_leave_as_one(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, "Hill Bakery")
        a_company(session, "Oak Ltd", city="Bergen", picture_id=a_picture(session))

    file = browser.client.get("/contacts/all-fields.csv?city=<>Bergen")

    assert "contacts.csv" in file.headers["Content-Disposition"]
    assert "Hill Bakery" in file.text


def test_a_link_with_an_account_that_is_not_there_is_refused_unless_it_may_wait(browser: Browser) -> None:
    brought(browser, b"Name;Contact Business Relations\nHill Bakery;CUST=customer C00010\n")
    assert "There is no C00010 in Customers" in browser.text

    browser.fill("Links with accounts that are not there", "leave them out: the accounts bring them along")
    browser.press("Look again")

    assert "Would be added: 1." in browser.text
    assert "Customer C00010 is not there, so the link is left out." in browser.text


@pytest.mark.parametrize("word", ["customers", "vendors", "bank-accounts"])
def test_accounts_have_an_export_of_all_fields(house: House, browser: Browser, word: str) -> None:
    browser.open(f"/{word}")
    links = [node["href"] for node in browser.page.all("a") if "all-fields" in node.get("href")]

    assert [link.partition(".")[2] for link in links] == ["csv", "xlsx"]
    assert all(browser.client.get(link).status_code == 200 for link in links)


def test_an_export_holds_what_the_list_is_narrowed_to(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, "Hill Bakery", city="Oslo")
        a_company(session, "Oak Ltd", city="Bergen")
    browser.open("/contacts?city=Bergen")

    link = next(node["href"] for node in browser.page.all("a") if node.text == "vCard")

    cards = browser.client.get(link).text
    assert "FN:Oak Ltd" in cards
    assert "Hill Bakery" not in cards


def test_a_formula_leaves_as_a_text(house: House, browser: Browser) -> None:
    with house.acting() as session:
        a_company(session, "=1+1")

    file = browser.client.get("/contacts/all-fields.csv").text

    assert "'=1+1" in file
