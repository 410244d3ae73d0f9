"""Scenarios 17 to 64: interactions by hand, finished or put off."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import a_salesperson, an_action, undone
from tests.support.interactions import a_template
from tests.support.parties import a_company, a_person
from tests.support.talks import a_docx, a_talk, a_word_template, put_off, speaking, text_in, typed
from webapp.domain.comments import Comment
from webapp.domain.errors import Refused
from webapp.domain.files import File, content_of
from webapp.domain.interactions.acting import delete_postponed
from webapp.domain.interactions.content import MERGED, OF_TEMPLATE, OWN, Content
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import attach, change_template, detach
from webapp.domain.interactions.manual import Given, comments_of, filled_in, finish, next_minute, resume
from webapp.domain.interactions.posting import post
from webapp.domain.outbox.mail import Mail, MailFile


def count(session: Session) -> int:
    return session.scalar(select(func.count(Interaction.id))) or 0


def content(session: Session, entry: Interaction) -> bytes:
    return content_of(session, session.get_one(File, entry.file_id))


def test_17_an_entry_has_what_its_contact_and_template_say(session: Session) -> None:
    person = a_person(session, "Bob", a_company(session))

    entry = a_talk(session, person, a_template(session))

    assert (entry.contact_no, entry.company_name, entry.user_name) == (person.no, "Hill Bakery", "Console")
    assert (entry.cost, entry.duration, entry.information_flow, entry.description) == (5, 10, "outbound", "Document")
    assert entry.subject == "Document"


def test_19_without_any_description_that_is_what_is_missing(session: Session) -> None:
    template = a_template(session, description="")

    with pytest.raises(Refused) as refused:
        a_talk(session, a_company(session), template)

    assert refused.value.field == "description"


def test_20_the_contact_is_missed_first(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        a_talk(session, None, None, salesperson_code=None, date=None, description="")

    assert refused.value.field == "contact_no"
    assert refused.value.message.text == "Choose the contact this interaction is about."


@pytest.mark.parametrize(
    ("blank", "missed"),
    [
        (("template_code", "salesperson_code", "date", "description"), "template_code"),
        (("salesperson_code", "date", "description"), "salesperson_code"),
        (("date", "description"), "date"),
        (("description",), "description"),
    ],
)
def test_22_what_has_to_be_there_is_missed_one_after_the_other(
    session: Session, blank: tuple[str, ...], missed: str
) -> None:
    values = typed(a_company(session), a_template(session)) | dict.fromkeys(blank)

    with pytest.raises(Refused) as refused:
        finish(session, Given(values))

    assert refused.value.field == missed


def test_23_what_is_no_mail_is_sent_nowhere(session: Session) -> None:
    finished = finish(session, Given(typed(a_company(session), a_template(session))))

    assert post(session, finished, "form 1") is None
    assert session.scalar(select(Mail.id)) is None


def test_28_and_29_a_template_fills_in_what_is_blank(session: Session) -> None:
    template = a_template(session)

    blank = filled_in(session, {"description": ""}, template, None)
    own = filled_in(session, {"description": "My text"}, template, None)

    assert (blank["description"], blank["cost"], blank["duration"]) == ("Document", 5, 10)
    assert own["description"] == "My text"


def test_another_template_takes_the_place_of_what_the_first_one_filled_in(session: Session) -> None:
    first, second = a_template(session), a_template(session, "T-2", description="Second", unit_cost=Decimal(9))
    values = filled_in(session, {}, first, None)

    again = filled_in(session, values, second, None, before="T-DOC")

    assert (again["description"], again["cost"]) == ("Second", 9)


def test_31_the_time_is_rounded_up_to_the_next_minute() -> None:
    assert next_minute(dt.datetime(2026, 3, 9, 10, 7, 20)) == dt.time(10, 8)
    assert next_minute(dt.datetime(2026, 3, 9, 23, 59, 20)) == dt.time(23, 59)


def test_32_a_template_that_ignores_the_contact_says_how_it_goes(session: Session) -> None:
    person = a_person(session, "Bob", correspondence_type="email")
    template = a_template(session, ignores_contact=True, correspondence_type="")

    assert filled_in(session, {}, template, person)["correspondence_type"] == ""


def test_34_there_has_to_be_something_to_open(session: Session) -> None:
    template = a_template(session, wizard_action="open")

    with pytest.raises(Refused) as refused:
        a_talk(session, a_company(session), template)

    assert "nothing to open" in refused.value.message.text
    assert refused.value.see and refused.value.see.key == "T-DOC"


def test_35_a_mail_needs_something_to_send_and_the_ways_out_are_named(session: Session) -> None:
    contact = a_company(session, email="info@hill.test")

    with pytest.raises(Refused) as refused:
        a_talk(session, contact, a_template(session), correspondence_type="email")

    text = refused.value.message.text
    assert all(way in text for way in ("Attach a file", "choose a template", "another correspondence type"))


def test_35_a_mail_that_came_in_needs_nothing(session: Session) -> None:
    entry = a_talk(
        session, a_company(session), a_template(session), correspondence_type="email", information_flow="inbound"
    )

    assert entry.correspondence_type == "email"


def test_a_mail_to_somebody_without_an_address_is_refused_naming_the_contact(session: Session) -> None:
    contact, template = a_company(session), a_template(session)
    own = Content(OWN, b"words", "letter.pdf")

    with pytest.raises(Refused) as refused:
        a_talk(session, contact, template, content=own, correspondence_type="email")

    assert refused.value.see and (refused.value.see.key, refused.value.see.field) == (contact.key, "email")


def test_a_finished_mail_is_in_the_outbox_with_its_file(session: Session) -> None:
    contact = a_company(session, email="info@hill.test")
    own = Content(OWN, b"words", "letter.pdf")
    finished = finish(session, Given(typed(contact, a_template(session), correspondence_type="email"), own))

    mail = post(session, finished, "form 1")

    assert mail is not None
    assert (mail.recipients, mail.subject, mail.interaction_id) == ("info@hill.test", "Document", finished.entry.id)
    assert session.scalars(select(MailFile.name)).all() == ["letter.pdf"]


def test_a_merged_layout_is_the_text_of_the_mail(session: Session) -> None:
    contact, template = a_company(session, email="info@hill.test"), a_template(session)
    speaking(session, template, "DEU", subject="Offer", layout="Dear {contact}, on {date}")
    change_template(session, template, {"language_code": "DEU"})
    merged = Content(MERGED, date="9/3/2026")
    finished = finish(session, Given(typed(contact, template, correspondence_type="email"), merged))

    mail = post(session, finished, "form 1")

    assert mail is not None
    assert (mail.subject, mail.body) == ("Offer", "Dear Hill Bakery, on 9/3/2026")
    assert session.scalar(select(MailFile.id)) is None
    assert finished.entry.file_name == "Offer.txt"


def test_a_word_template_is_filled_in(session: Session) -> None:
    a_word_template(session, "Dear {contact}")
    template = a_template(session, word_template_code="LETTER")

    entry = a_talk(session, a_person(session, "Bob"), template, content=Content(MERGED))

    assert entry.file_name == "Document.docx"
    assert "Dear Bob" in text_in(content(session, entry))


def test_16_no_file_of_ones_own_where_a_word_template_is(session: Session) -> None:
    a_word_template(session)
    template = a_template(session, word_template_code="LETTER")

    with pytest.raises(Refused) as refused:
        a_talk(session, a_company(session), template, content=Content(OWN, a_docx("x"), "mine.docx"))

    assert refused.value.field == "file"


def test_37_an_entry_keeps_the_attachment_it_was_made_with(session: Session) -> None:
    template = a_template(session)
    attach(session, row := speaking(session, template, "DEU"), b"first", "letter.pdf")
    change_template(session, template, {"language_code": "DEU"})
    entry = a_talk(session, a_company(session), template, content=Content(OF_TEMPLATE))

    detach(session, row, for_good=True)
    attach(session, row, b"second", "letter.pdf")

    assert (entry.file_name, content(session, entry)) == ("letter.pdf", b"first")


def test_38_and_40_what_was_typed_stays(session: Session) -> None:
    entry = a_talk(
        session, a_company(session), a_template(session), evaluation="positive", cost=Decimal(20), duration=30
    )

    assert (entry.evaluation, entry.cost, entry.duration) == ("positive", 20, 30)


def test_41_comments_are_kept_with_it(session: Session) -> None:
    entry = a_talk(session, a_company(session), a_template(session), "First", " ", "Second")

    assert [comment.text for comment in comments_of(session, entry)] == ["First", "Second"]


def test_49_nothing_is_written_about_somebody_blocked_for_privacy(session: Session) -> None:
    person = a_person(session, "Bob", privacy_blocked=True)

    with pytest.raises(Refused) as refused:
        a_talk(session, person, a_template(session))

    assert refused.value.see and refused.value.see.field == "privacy_blocked"


def test_50_the_language_of_the_contact_comes_first(session: Session) -> None:
    template = a_template(session)
    attach(session, speaking(session, template, "DEU"), b"deutsch", "brief.pdf")
    attach(session, speaking(session, template, "NOR"), b"norsk", "brev.pdf")
    change_template(session, template, {"language_code": "NOR"})
    german, other = a_company(session, language_code="DEU"), a_company(session, "Oak Ltd")

    entries = [a_talk(session, each, template, content=Content(OF_TEMPLATE)) for each in (german, other)]

    assert [(entry.language_code, entry.file_name) for entry in entries] == [("DEU", "brief.pdf"), ("NOR", "brev.pdf")]


def test_52_a_language_that_the_template_lacks_is_refused(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        a_talk(session, a_company(session), a_template(session), language_code="DEU")

    assert refused.value.field == "language_code"


def test_a_blocked_salesperson_is_not_chosen(session: Session) -> None:
    a_salesperson(session, "OLD", blocked=True)

    with pytest.raises(Refused) as refused:
        a_talk(session, a_company(session), a_template(session), salesperson_code="OLD")

    assert refused.value.field == "salesperson_code"


# --- put off


def test_55_what_is_put_off_needs_the_same(session: Session) -> None:
    contact, template = a_company(session), a_template(session)

    with pytest.raises(Refused) as refused:
        put_off(session, contact, template, salesperson_code=None)
    entry = put_off(session, contact, template, correspondence_type="email")

    assert refused.value.field == "salesperson_code"
    assert entry.postponed


def test_56_what_is_resumed_keeps_its_number(session: Session) -> None:
    contact, template = a_company(session), a_template(session)
    entry = put_off(session, contact, template)
    no, today = entry.id, dt.date(2026, 5, 1)

    finished = finish(session, Given(resume(entry, today)), entry).entry

    assert (finished.id, finished.postponed, finished.date) == (no, False, today)
    assert count(session) == 1


def test_56_nothing_is_finished_twice(session: Session) -> None:
    entry = a_talk(session, contact := a_company(session), template := a_template(session))

    with pytest.raises(Refused):
        a_talk(session, contact, template, entry=entry)


def test_58_the_comments_of_the_page_take_the_place_of_the_former(session: Session) -> None:
    contact, template = a_company(session), a_template(session)
    entry = put_off(session, contact, template, "a")

    a_talk(session, contact, template, "b", entry=entry)

    assert session.scalars(select(Comment.text)).all() == ["b"]


def test_64_what_was_put_off_is_deleted_with_its_comments_and_file(session: Session) -> None:
    own = Content(OWN, b"words", "letter.pdf")
    entry = put_off(session, a_company(session), a_template(session), "a", content=own)

    delete_postponed(session, [entry])

    assert count(session) == 0
    assert session.scalar(select(Comment.id)) is None
    assert session.scalar(select(File.id)) is None


def test_finishing_is_undone(session: Session) -> None:
    contact, template = a_company(session), a_template(session)
    entry = put_off(session, contact, template, "a")
    with an_action(session) as finishing:
        a_talk(session, contact, template, "b", entry=entry, evaluation="negative")

    undone(session, finishing)

    session.refresh(entry)
    assert (entry.postponed, entry.evaluation) == (True, "")
    assert [comment.text for comment in comments_of(session, entry)] == ["a"]
