"""Interactions by hand: one page, filled in from a template, finished or put off; and the log of them."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.browser import Browser
from tests.support.factories import a_salesperson, a_user
from tests.support.houses import PASSWORD, House
from tests.support.interactions import left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster, a_company, a_person
from tests.support.queries import queries
from tests.support.talks import a_docx, a_word_template, speaking
from webapp.domain.comments import Comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.interactions.entry import template_by_code
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import attach, change_template
from webapp.domain.interactions.template import InteractionTemplate
from webapp.domain.outbox.mail import Mail
from webapp.domain.relations.changing import change_contact


@pytest.fixture(autouse=True)
def _somebody_to_talk_to(house: House) -> None:
    with house.acting() as session:
        a_salesperson(session, "IS")
        company = a_company(
            session, "Hill Bakery", email="info@hill.test", phone_no="22 00 01 01", salesperson_code="IS"
        )
        a_person(session, "Bob Hill", company, email="bob@hill.test", mobile_phone_no="90 00 01 02")


COMPANY, BOB = "CT000001", "CT000002"


def template(session: Session, code: str = "MEETING") -> InteractionTemplate:
    found = template_by_code(session, code)
    assert found is not None
    return found


def begin(browser: Browser, code: str = "MEETING", contact: str = BOB) -> Browser:
    browser.open(f"/interactions/new?contact={contact}").fill("Interaction Template Code", code)
    return browser.press("Fill in from template")


def finished(browser: Browser, **values: str) -> Browser:
    begin(browser)
    for label, value in values.items():
        browser.fill(label, value)
    return browser.press("Finish")


def entries(house: House) -> list[Interaction]:
    with house.looking() as session:
        return list(session.scalars(select(Interaction).order_by(Interaction.id)))


def test_17_an_interaction_is_created_from_the_card_of_a_contact(browser: Browser, house: House) -> None:
    browser.open(f"/contacts/{BOB}").follow("Create interaction")

    browser.fill("Interaction Template Code", "MEETING").press("Fill in from template")
    browser.fill("Evaluation", "Positive").fill("Comments", "Liked the offer\nCalls on Friday").press("Finish")

    [entry] = entries(house)
    assert browser.receipts == [f"Interaction {entry.id} recorded for contact Bob Hill Open"]
    assert browser.url == f"/contacts/{BOB}"
    assert (entry.contact_no, entry.company_no, entry.user_name) == (BOB, COMPANY, "Olga Nordahl")
    assert (entry.group_code, entry.duration, entry.evaluation, entry.attempt_failed) == (
        "MEETING",
        60,
        "positive",
        False,
    )
    with house.looking() as session:
        assert session.scalars(select(Comment.text).order_by(Comment.id)).all() == [
            "Liked the offer",
            "Calls on Friday",
        ]


def test_25_from_a_card_the_contact_cannot_be_changed(browser: Browser) -> None:
    browser.open(f"/interactions/new?contact={BOB}")

    assert browser.control("Contact No.").tag == "output"
    assert "Bob Hill" in browser.value("Contact No.")


def test_26_elsewhere_a_part_of_the_name_is_enough(browser: Browser, house: House) -> None:
    browser.open("/interactions").follow("New").fill("Contact No.", "bob").fill("Interaction Template Code", "MEETING")

    browser.press("Fill in from template")
    assert browser.value("Contact No.") == BOB
    browser.press("Finish")

    assert [entry.contact_no for entry in entries(house)] == [BOB]


def test_26_a_name_that_fits_nobody_is_told_at_the_field(browser: Browser) -> None:
    browser.open("/interactions/new").fill("Contact No.", "nobody at all")

    browser.press("Finish")

    assert browser.status == 422
    assert "There is no" in browser.error_at("Contact No.")


def test_28_and_29_the_template_fills_in_what_nobody_has_typed(browser: Browser) -> None:
    browser.open(f"/interactions/new?contact={BOB}").fill("Description", "My text")

    browser.fill("Interaction Template Code", "MEETING").press("Fill in from template")

    assert browser.value("Description") == "My text"
    assert (browser.value("Duration (Min.)"), browser.value("Initiated By"), browser.value("Salesperson Code")) == (
        "60", "us", "IS",
    )  # fmt: skip
    browser.fill("Interaction Template Code", "CALL-IN").press("Fill in from template")
    assert (browser.value("Description"), browser.value("Information Flow")) == ("Call taken", "inbound")


def test_40_without_a_script_nobody_has_to_fill_in_first(browser: Browser, house: House) -> None:
    browser.open(f"/interactions/new?contact={BOB}").fill("Interaction Template Code", "MEETING").fill("Cost", "20")

    browser.press("Finish")

    [entry] = entries(house)
    assert (entry.description, entry.cost, entry.duration) == ("Meeting", 20, 60)


def test_22_what_is_missing_is_told_and_what_was_typed_stays(browser: Browser, house: House) -> None:
    begin(browser).fill("Date", "").fill("Description", "Lunch")

    browser.press("Finish")

    assert browser.status == 422
    assert "“Date” is needed" in browser.error_at("Date")
    assert browser.value("Description") == "Lunch"
    assert entries(house) == []


def test_what_cannot_be_read_is_told_at_the_field(browser: Browser) -> None:
    begin(browser).fill("Time", "half past").press("Finish")

    assert browser.status == 422
    assert "is not a time of day" in browser.error_at("Time")


def test_49_nobody_talks_to_those_who_are_blocked(browser: Browser, house: House) -> None:
    with house.acting() as session:
        bob = session.scalars(select(Contact).where(Contact.no == BOB)).one()
        change_contact(session, bob, {"privacy_blocked": True})

    browser.open(f"/contacts/{BOB}")

    assert browser.button("Create interaction").get("aria-disabled") == "true"
    assert begin(browser).press("Finish").status == 422
    assert "blocked for privacy" in browser.problem


def test_a_file_of_ones_own_goes_along_and_is_downloaded(browser: Browser, house: House) -> None:
    begin(browser).attach("A file of my own", b"<script>alert(1)</script>", "offer.html")

    browser.press("Finish").open(f"/interactions/{entries(house)[0].id}").follow("Show attachment")

    assert browser.response is not None
    assert browser.response.headers["Content-Disposition"] == "attachment; filename=offer.html"
    assert browser.response.headers["X-Content-Type-Options"] == "nosniff"
    assert browser.response.headers["Content-Type"] == "application/octet-stream"
    assert browser.response.data == b"<script>alert(1)</script>"


def test_a_program_is_not_taken(browser: Browser, house: House) -> None:
    begin(browser).attach("A file of my own", b"MZ", "setup.exe")

    browser.press("Finish")

    assert "is a program" in browser.error_at("A file of my own")
    assert entries(house) == []


def test_a_file_larger_than_usual_requests_is_taken(browser: Browser, house: House) -> None:
    house.app.config["MAX_CONTENT_LENGTH"] = 100_000
    begin(browser).attach("A file of my own", b"x" * 200_000, "film.mp4")

    browser.press("Finish")

    assert entries(house)[0].file_name == "film.mp4"


def test_a_mail_is_in_the_outbox_when_it_is_finished(browser: Browser, house: House) -> None:
    with house.acting() as session:
        speaking(session, row := template(session, "LETTER-OUT"), "NOR", layout="Dear {contact}", subject="Offer")
        change_template(session, row, {"language_code": "NOR"})

    begin(browser, "LETTER-OUT").fill("Correspondence Type", "Email").press("Finish")

    with house.looking() as session:
        mail = session.scalars(select(Mail)).one()
    assert (mail.recipients, mail.subject, mail.body) == ("bob@hill.test", "Offer", "Dear Bob Hill")
    assert "A mail to bob@hill.test is written" in browser.text


def test_a_word_template_is_filled_in(browser: Browser, house: House) -> None:
    with house.acting() as session:
        a_word_template(session, "Dear {contact}")
        change_template(session, template(session), {"word_template_code": "LETTER"})

    begin(browser)
    assert browser.value("Content") == "merged"
    browser.press("Finish")

    assert entries(house)[0].file_name == "Meeting.docx"


def test_the_same_form_sent_twice_is_one_mail_and_one_interaction(browser: Browser, house: House) -> None:
    begin(browser).fill("Correspondence Type", "Email").attach("A file of my own", b"words", "letter.pdf")
    once = browser.page.one("input", name="once")["value"]
    browser.press("Finish")
    [entry] = entries(house)

    answer = browser.post("/interactions/finish", once=once, contact_no=BOB, template_code="MEETING")

    assert answer.headers["Location"] == f"/interactions/{entry.id}"
    assert len(entries(house)) == 1


def test_53_who_cancels_has_stored_nothing(browser: Browser, house: House) -> None:
    begin(browser).follow("Cancel")

    assert browser.url == f"/contacts/{BOB}"
    assert entries(house) == []


def test_one_ticked_contact_is_talked_to_and_two_are_not(browser: Browser) -> None:
    browser.open("/contacts").tick("Select CT000002 Bob Hill").press("Create interaction")
    assert browser.heading == "Create interaction: CT000002 Bob Hill"

    browser.open("/contacts").tick("Select CT000001 Hill Bakery").tick("Select CT000002 Bob Hill").press(
        "Make phone call"
    )

    assert browser.receipts == ["Tick one contact, then try again."]


def test_whoever_may_not_write_interactions_sees_why(browser: Browser, house: House) -> None:
    with house.acting() as session:
        a_user(session, email="arne@fjordlys.example", role="accounting", password=PASSWORD)
    accountant = Browser(house.app).sign_in("arne@fjordlys.example")

    assert accountant.open(f"/contacts/{BOB}").button("Create interaction").get("aria-disabled") == "true"
    assert accountant.open("/contacts").button("Cover sheet").get("aria-disabled") == "true"


def test_what_the_log_is_narrowed_to_is_where_a_new_one_begins(browser: Browser) -> None:
    browser.open(f"/interactions?contact_no={BOB}&salesperson_code=IS").follow("New")

    assert (browser.value("Contact No."), browser.value("Salesperson Code")) == (BOB, "IS")


def test_a_page_of_htmx_is_filled_in_by_asking_once_more(browser: Browser) -> None:
    """As the form sends itself when a template is chosen."""
    answer = browser.client.get(
        "/interactions/new", query_string={"locked": "contact_no", "contact_no": BOB, "template_code": "MEETING"},
        headers={"HX-Request": "true"},
    )  # fmt: skip

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="card"')
    assert 'value="60"' in answer.text


# --- put off


def test_55_and_56_what_is_put_off_is_resumed_under_its_number(browser: Browser, house: House) -> None:
    begin(browser).fill("Comments", "first").press("Postpone")
    assert browser.receipts[0].startswith("Saved for later")
    [entry] = entries(house)
    assert "Nothing" not in browser.open("/interactions/postponed").rows()[0]
    assert "What was said" in browser.open("/interactions").text

    browser.open(f"/interactions/postponed/{entry.id}").fill("Comments", "second").press("Finish")

    [again] = entries(house)
    assert (again.id, again.postponed) == (entry.id, False)
    with house.looking() as session:
        assert session.scalars(select(Comment.text)).all() == ["second"]
    assert len(browser.open("/interactions").rows()) == 1


LONG = "|".join(f"CT{number:06}" for number in range(1, 20))


@pytest.mark.parametrize(
    "filters", [f"contact_no={LONG}&salesperson_code=IS", f"salesperson_code=IS&contact_no={LONG}"]
)
def test_59_and_61_filters_hold_while_something_is_resumed(browser: Browser, house: House, filters: str) -> None:
    begin(browser).press("Postpone")
    [entry] = entries(house)

    link = browser.open(f"/interactions/postponed?{filters}").page.one("a", class_="row-link")
    browser.open(link["href"])

    assert browser.control("Contact No.").tag == "output"
    assert browser.control("Salesperson Code").tag == "output"
    browser.press("Finish")
    assert browser.url.startswith("/interactions/postponed?")
    assert "CT000019" in browser.url
    assert not entries(house)[0].postponed
    assert entries(house)[0].id == entry.id


def test_64_what_was_put_off_is_deleted_and_undo_brings_it_back(browser: Browser, house: House) -> None:
    begin(browser).press("Postpone")
    [entry] = entries(house)

    browser.open("/interactions/postponed").tick(f"Select {entry.id} Meeting").press("Delete").press("Delete")

    assert entries(house) == []
    browser.press("Undo")
    assert len(entries(house)) == 1


# --- the log


def titles(browser: Browser) -> list[str]:
    return [row[1] for row in browser.open("/interactions").rows()]


def test_118_and_119_titles_tell_who_spoke(browser: Browser, house: House) -> None:
    for code, salesperson in (("CALL-OUT", "IS"), ("CALL-IN", "IS"), ("MEETING", "IS")):
        begin(browser, code).fill("Salesperson Code", salesperson).press("Finish")
    with house.acting() as session:
        session.scalars(
            select(Interaction).where(Interaction.template_code == "CALL-OUT")
        ).one().salesperson_code = None

    assert titles(browser) == ["Meeting", "Call taken – from Bob Hill", "Call made – by Olga Nordahl"]
    with house.acting() as session:
        session.scalars(
            select(Interaction).where(Interaction.template_code == "CALL-OUT")
        ).one().salesperson_code = "IS"
    assert titles(browser)[2] == "Call made – by Ingrid Solheim"
    assert len(browser.open("/interactions?title=*Solheim").rows()) == 1


def test_125_and_133_ticked_entries_are_evaluated_and_commented_on(browser: Browser, house: House) -> None:
    for _ in range(3):
        finished(browser)
    labels = [f"Select {entry.id} Meeting" for entry in entries(house)]

    browser.open("/interactions")
    for label in labels:
        browser.tick(label)
    browser.press("Evaluate").fill("Evaluation", "Negative").press("Save")

    assert {entry.evaluation for entry in entries(house)} == {"negative"}
    assert browser.rows()[0][4].endswith("Negative")
    browser.tick(labels[0]).press("Comment").fill("Comment", "Ask again").press("Save")
    assert [row[5] for row in browser.rows()] == ["No", "No", ""]


def test_an_entry_is_cancelled_struck_through_and_taken_back(browser: Browser, house: House) -> None:
    finished(browser)
    [entry] = entries(house)

    browser.open(f"/interactions/{entry.id}").follow("Cancel or take back").press("Cancel the interaction")

    assert entries(house)[0].cancelled
    assert browser.open("/interactions").page.all("tr", class_="struck")
    assert "Nothing found" in browser.open("/interactions?cancelled=no").text
    browser.open(f"/interactions/{entry.id}").follow("Cancel or take back").press("Take back")
    assert not entries(house)[0].cancelled
    browser.press("Undo")
    assert entries(house)[0].cancelled


def test_whoever_cancels_nothing_goes_back_to_the_entry(browser: Browser, house: House) -> None:
    finished(browser)
    [entry] = entries(house)

    browser.open(f"/interactions/{entry.id}").follow("Cancel or take back").follow("Back")

    assert browser.url == f"/interactions/{entry.id}"
    assert not entries(house)[0].cancelled


@pytest.mark.parametrize("way", ["Make phone call", "Cover sheet"])
def test_the_way_leads_back_to_the_card_it_began_on(browser: Browser, way: str) -> None:
    browser.open(f"/contacts/{BOB}").follow(way)

    browser.follow(f"{BOB} Bob Hill")

    assert browser.url == f"/contacts/{BOB}"


def test_134_cancelled_entries_are_shown_before_they_are_deleted(browser: Browser, house: House) -> None:
    finished(browser)
    finished(browser)
    first, _second = entries(house)
    browser.open("/interactions/delete-cancelled")
    assert "There is nothing to delete" in browser.text
    browser.open(f"/interactions/{first.id}").follow("Cancel or take back").press("Cancel the interaction")

    browser.open("/interactions").follow("Delete Cancelled Interaction Log Entries")
    assert "1 interaction will go." in browser.text
    browser.press("Delete")

    assert browser.receipts == ["Deleted cancelled interactions (1)"]
    assert len(entries(house)) == 1
    browser.press("Undo")
    assert len(entries(house)) == 2


def test_what_was_cancelled_since_it_was_shown_does_not_go(browser: Browser, house: House) -> None:
    finished(browser)
    finished(browser)
    first, second = entries(house)
    with house.acting() as session:
        session.get_one(Interaction, first.id).cancelled = True
    browser.open("/interactions/delete-cancelled")
    with house.acting() as session:
        session.get_one(Interaction, second.id).cancelled = True

    browser.press("Delete")

    assert len(entries(house)) == 2
    assert "2 interactions will go." in browser.text


def test_the_card_of_an_entry_can_only_be_evaluated(browser: Browser, house: House) -> None:
    finished(browser)
    [entry] = entries(house)

    browser.open(f"/interactions/{entry.id}").fill("Evaluation", "Very Negative").press("Save")

    assert entries(house)[0].evaluation == "very_negative"
    assert browser.control("Description").tag == "output"


def test_a_comment_on_an_entry_is_written_on_a_page_of_its_own(browser: Browser, house: House) -> None:
    finished(browser)

    browser.open(f"/interactions/{entries(house)[0].id}").follow("Comments")
    browser.fill("Comment", "Wants samples").press("Add")

    assert "Wants samples" in browser.text


def test_a_comment_is_written_on_a_document(browser: Browser) -> None:
    browser.open("/sales-quotes/new").press("Save")

    browser.follow("Comments").fill("Comment", "Ask for the colour").press("Add")

    assert "Ask for the colour" in browser.text


def a_logged_quote(house: House) -> str:
    with house.acting() as session:
        company, *_ = a_cluster(session, name="Oak Ltd")
        quote = a_document_for(session, company)
        left(session, quote, wanted=Wanted(True, True))
        left(session, quote)
        return str(quote.no)


def test_121_and_122_the_document_is_shown_as_it_was_or_as_it_is(browser: Browser, house: House) -> None:
    no = a_logged_quote(house)
    first, second = entries(house)
    with house.acting() as session:
        session.get_one(Interaction, second.id).version_no = 0

    browser.open(f"/interactions/{first.id}").follow("Show document")
    assert browser.heading.endswith("version 1")
    browser.open(f"/interactions/{second.id}").follow("Show document")

    assert browser.url == f"/sales-quotes/{no}"


def test_122_a_document_that_is_gone_is_told(browser: Browser, house: House) -> None:
    no = a_logged_quote(house)
    first, _second = entries(house)
    browser.open(f"/sales-quotes/{no}").follow("Delete").press("Delete")
    with house.acting() as session:
        session.get_one(Interaction, first.id).version_no = 0

    browser.open(f"/interactions/{first.id}").follow("Show document")

    assert f"Sales Quote {no} no longer exists" in browser.receipts[0]


def test_128_the_interactions_of_a_document_are_only_its_own(browser: Browser, house: House) -> None:
    finished(browser)
    no = a_logged_quote(house)

    browser.open(f"/interactions/for/sales_quote/{no}")

    assert f"document_no={no}" in browser.url
    assert {row[8] for row in browser.rows()} == {no}
    assert len(browser.rows()) == 2


def test_a_list_and_a_card_ask_no_more_than_others(browser: Browser, house: House) -> None:
    finished(browser)
    [entry] = entries(house)

    with queries(house.database.engine, at_most=4):
        browser.open("/interactions")
    with queries(house.database.engine, at_most=8):
        browser.open(f"/interactions/{entry.id}")

    assert browser.status == 200


def test_statistics_by_template_lead_to_the_entries(browser: Browser) -> None:
    finished(browser, Cost="12.50")
    finished(browser)

    browser.open("/interactions/statistics?by=template")

    assert browser.rows() == [["MEETING Meeting", "2", "12.50", "120", "0"]]
    browser.follow("MEETING Meeting")
    assert len(browser.rows()) == 2


def test_statistics_of_a_time(browser: Browser) -> None:
    finished(browser, Date="01/02/2026")
    finished(browser, Date="01/03/2026")

    browser.open("/interactions/statistics").fill("Counted by", "Person").fill("From date", "15/02/2026").press("Show")

    assert browser.rows()[0][:2] == [f"{BOB} Bob Hill", "1"]
    browser.fill("From date", "soon").press("Show")
    assert "is not a date" in browser.error_at("From date")


def test_who_only_reads_changes_nothing(browser: Browser, house: House) -> None:
    finished(browser)
    with house.acting() as session:
        a_user(session, email="rita@fjordlys.example", role="reader", password=PASSWORD)
    reader = Browser(house.app).sign_in("rita@fjordlys.example")

    assert len(reader.open("/interactions").rows()) == 1
    assert reader.open("/interactions/new").status == 403
    assert reader.post("/interactions/finish").status_code == 403
    assert reader.post("/interactions/evaluate", key="1", evaluation="positive").status_code == 403


# --- calls and cover sheets


def test_71_a_call_offers_the_numbers_of_the_person_and_its_company(browser: Browser, house: House) -> None:
    browser.open(f"/contacts/{BOB}").follow("Make phone call")
    numbers = [link["href"] for link in browser.page.all("a") if link.get("href").startswith("tel:")]

    browser.fill("Evaluation", "Neutral").fill("Comments", "Calls back").press("Finish")

    assert numbers == ["tel:90000102", "tel:22000101"]
    [entry] = entries(house)
    assert (entry.contact_via, entry.evaluation, entry.template_code) == ("90 00 01 02", "neutral", "CALL-OUT")
    assert browser.url == f"/contacts/{BOB}"


def test_65_without_a_template_for_calls_the_way_leads_to_the_setup(browser: Browser) -> None:
    browser.open("/interaction-template-setup").fill("Outgoing Calls", "").press("Save")

    browser.open(f"/interactions/call?contact={BOB}")

    assert "Choose a template for “Outgoing Calls”" in browser.receipts[0]
    browser.follow("Open Interaction Template Setup")
    assert browser.heading == "Interaction Template Setup"


def test_79_ticked_contacts_get_a_cover_sheet_each(browser: Browser, house: House) -> None:
    browser.open("/contacts").tick("Select CT000001 Hill Bakery").tick("Select CT000002 Bob Hill")

    browser.press("Cover sheet").fill("As agreed", True).fill("Remark", "As we spoke about").press("Print")

    assert browser.response is not None
    assert browser.response.data.startswith(b"%PDF")
    assert [(entry.contact_no, entry.kind, entry.document_no) for entry in entries(house)] == [
        (COMPANY, "cover_sheet", ""), (BOB, "cover_sheet", ""),
    ]  # fmt: skip
    assert "Logged on each contact" in browser.open("/").receipts[0]


def test_79_switched_off_a_cover_sheet_is_not_logged(browser: Browser, house: House) -> None:
    browser.open(f"/contacts/{BOB}").follow("Cover sheet").fill("Log interaction", False).press("Print")

    assert entries(house) == []
    assert "Logging was switched off" in browser.open("/").receipts[0]


# --- templates


def test_a_template_gets_a_language_with_an_attachment(browser: Browser, house: House) -> None:
    browser.open("/interaction-templates/MEETING").follow("New").fill("Language Code", "NOR").press("Save")

    browser.follow("Attach a file").attach("File", b"words", "invitation.pdf").press("Attach")

    assert browser.value("Attachment") == "invitation.pdf"
    browser.follow("Download")
    assert browser.response is not None
    assert browser.response.data == b"words"
    key = browser.url.split("/")[4]
    browser.open(f"/interaction-templates/MEETING/languages/{key}").follow("Remove the attachment")
    browser.fill("Remove the file for good", True).press("Remove")
    assert browser.value("Attachment") == ""


def test_05_the_setup_refuses_a_template_with_an_attachment_and_links_to_it(browser: Browser, house: House) -> None:
    with house.acting() as session:
        attach(session, speaking(session, template(session), "NOR"), b"words", "letter.pdf")

    browser.open("/interaction-template-setup").fill("Cover Sheets", "MEETING").press("Save")

    assert browser.status == 422
    assert "cannot be used for “Cover Sheets”" in browser.error_at("Cover Sheets")
    browser.follow("Open Interaction Template MEETING")
    assert browser.heading.startswith("MEETING")


def test_slots_without_documents_say_so(browser: Browser) -> None:
    browser.open("/interaction-template-setup")

    notes = [node.text for node in browser.page.all("div", class_="note") if "Not used yet" in node.text]

    assert len(notes) == 20


def test_07_a_template_of_the_setup_gets_no_language_and_the_way_leads_there(browser: Browser) -> None:
    browser.open("/interaction-templates/S-QUOTE").follow("New").fill("Language Code", "NOR").press("Save")

    assert browser.status == 422
    assert "is set up for “Quotes”" in browser.problem
    browser.follow("Open Interaction Template Setup")
    assert browser.value("Quotes") == "S-QUOTE"


def test_a_word_template_is_brought(browser: Browser) -> None:
    browser.open("/word-templates").follow("New").fill("Code", "LETTER").press("Save")

    browser.follow("Bring a document").attach("File", b"no document", "letter.docx").press("Attach")
    assert "is no Word document" in browser.error_at("File")
    browser.attach("File", a_docx("Dear {contact}"), "letter.docx").press("Attach")

    assert browser.value("File") == "letter.docx"


def test_a_language_of_its_own_is_asked_for(browser: Browser) -> None:
    browser.open("/interaction-templates/MEETING").fill("Language Code (Default)", "NOR").press("Save")
    assert "says nothing in language NOR yet" in browser.problem

    browser.press("Continue")

    assert browser.value("Language Code (Default)") == "NOR"
    assert [row[0] for row in browser.rows()] == ["NOR"]


def test_a_group_tells_how_much_was_said(browser: Browser) -> None:
    finished(browser, Cost="12.50")

    facts = browser.open("/interaction-groups/MEETING").page.one("section", class_="factbox").text

    assert "12.50" in facts
    assert "60" in facts


def test_attachments_can_be_kept_in_a_folder(browser: Browser) -> None:
    browser.open("/setup/marketing").fill("Attachment Storage", "Folder").fill("Largest Attachment (MB)", "20").press(
        "Save"
    )

    assert browser.value("Attachment Storage") == "folder"
