"""What went once goes again: as it was, or filled in anew, and only once by a form."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, undone
from tests.support.interactions import a_template, left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster, a_company
from tests.support.talks import a_talk, a_word_template, put_off, speaking, text_in
from webapp.domain.contacts.addresses import add_address, add_range
from webapp.domain.documents.deleting import delete_document
from webapp.domain.errors import Refused
from webapp.domain.files import File, content_of
from webapp.domain.interactions.acting import toggle_cancelled
from webapp.domain.interactions.content import MERGED, OWN, Content
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.languages import change_template
from webapp.domain.interactions.manual import Finished
from webapp.domain.interactions.posting import post
from webapp.domain.interactions.promises import mistold, without_dispatch
from webapp.domain.interactions.resending import Again, Resent, resend, source_of
from webapp.domain.outbox.acting import state_of
from webapp.domain.outbox.contact_mail import Logging, mail_contact
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.outbox.recipients import recipients_again
from webapp.domain.outbox.writing import Letter, files_of
from webapp.domain.relations.changing import change_contact

ON, AT = dt.date(2026, 3, 12), dt.datetime(2026, 3, 12, 14, 30, 5)
LETTER = Content(OWN, b"words", "letter.pdf")


def again(once: str = "form", **values: Any) -> Again:
    return Again(once, ON, AT, **{"recipients": "bob@hill.test", **values})


def a_letter(session: Session, **values: Any) -> Interaction:
    return a_talk(session, a_company(session), a_template(session), content=LETTER, **values)


def a_filled_in_mail(session: Session, layout: str = "Dear {contact} of {city}") -> tuple[Interaction, Any]:
    """One that was finished as a mail, with whom it is with."""
    company = a_company(session, "Hill Bakery", email="info@hill.test", city="Oslo")
    template = a_template(session)
    speaking(session, template, "NOR", layout=layout, subject="Offer")
    change_template(session, template, {"language_code": "NOR"})
    entry = a_talk(session, company, template, content=Content(MERGED), correspondence_type="email")
    return entry, company


def mails_of(session: Session, entry: Interaction) -> list[Mail]:
    return list(session.scalars(select(Mail).where(Mail.interaction_id == entry.id).order_by(Mail.id)))


def sent(session: Session, resent: Resent) -> list[tuple[str, bytes]]:
    assert resent.mail is not None
    return [(each.name, content_of(session, each.file)) for each in files_of(session, resent.mail)]


def test_the_old_attachment_goes_again_and_the_entry_follows_the_new_mail(session: Session) -> None:
    entry = a_letter(session)

    resent = resend(session, entry, again())

    assert (resent.entry, sent(session, resent)) == (entry, [("letter.pdf", b"words")])
    assert resent.mail is not None and resent.mail.recipients == "bob@hill.test"
    assert (entry.correspondence_type, entry.description) == ("email", "Document")
    assert state_of(session, [entry])[entry.id] is resent.mail


def test_after_a_failure_the_state_is_that_of_the_new_mail(session: Session) -> None:
    entry = a_letter(session)
    first = resend(session, entry, again("first")).mail
    assert first is not None
    first.state = State.FAILED.value

    resend(session, entry, again("second"))

    assert [mail.state for mail in mails_of(session, entry)] == [State.FAILED, State.HELD]
    assert state_of(session, [entry])[entry.id].state == State.HELD


def test_a_mail_goes_again_with_its_own_words_and_files(session: Session) -> None:
    entry, company = a_filled_in_mail(session)
    text = content_of(session, session.get_one(File, entry.file_id)).decode()
    post(session, Finished(entry, company, source_of(session, entry)[1], text), "form 1")

    resent = resend(session, entry, again("form 2"))

    assert resent.mail is not None
    assert (resent.mail.subject, resent.mail.body) == ("Offer", "Dear Hill Bakery of Oslo")
    assert sent(session, resent) == []


def test_a_mail_from_the_card_goes_again_though_nothing_was_attached(session: Session) -> None:
    company = a_company(session, "Hill Bakery", salesperson_code="IS")
    letter = Letter("info@hill.test", "Hello", "How are you?")
    mail = mail_contact(session, company, letter, Logging(ON, AT, "IS"), "card")
    assert mail.interaction is not None

    resent = resend(session, mail.interaction, again())

    assert resent.mail is not None and (resent.mail.subject, resent.mail.body) == ("Hello", "How are you?")


def test_the_paper_of_a_document_goes_again_byte_by_byte_and_all_promises_hold(session: Session) -> None:
    company, *_ = a_cluster(session, name="Oak Ltd")
    quote = a_document_for(session, company)
    row, _problem = left(session, quote)
    entry = session.get_one(Interaction, row.interaction_id)

    resent = resend(session, entry, again())

    assert sent(session, resent) == [("Order.pdf", b"%PDF-1.7")]
    assert quote.no_printed == 1
    assert [*mistold(session), *without_dispatch(session)] == []


def test_it_goes_again_when_the_document_is_gone(session: Session) -> None:
    company, *_ = a_cluster(session, name="Oak Ltd")
    quote = a_document_for(session, company)
    row, _problem = left(session, quote)
    delete_document(session, quote)

    resent = resend(session, session.get_one(Interaction, row.interaction_id), again())

    assert sent(session, resent) == [("Order.pdf", b"%PDF-1.7")]


def test_filled_in_anew_it_is_an_entry_of_its_own_and_the_old_one_stays(session: Session) -> None:
    entry, company = a_filled_in_mail(session)
    change_contact(session, company, {"city": "Bergen"})

    resent = resend(session, entry, again(anew=True))

    new, mail = resent
    assert mail is not None and mail.interaction is new and new is not entry
    assert (mail.subject, mail.body) == ("Resend: Offer", "Dear Hill Bakery of Bergen")
    assert (new.description, new.subject) == ("Resend: Document", "Resend: Offer")
    assert (new.date, new.time, new.salesperson_code) == (ON, dt.time(14, 31), "IS")
    assert (entry.description, entry.subject, mails_of(session, entry)) == ("Document", "Offer", [])
    assert content_of(session, session.get_one(File, entry.file_id)) == b"Dear Hill Bakery of Oslo"


def test_a_word_template_is_filled_in_anew_and_comes_along(session: Session) -> None:
    template = a_template(session)
    a_word_template(session, "Dear {contact}")
    change_template(session, template, {"word_template_code": "LETTER"})
    company = a_company(session, "Hill Bakery")
    entry = a_talk(session, company, template, content=Content(MERGED))
    change_contact(session, company, {"name": "Hill Bakery AS"})

    [(name, data)] = sent(session, resend(session, entry, again(anew=True)))

    assert name == "Document.docx" and "Dear Hill Bakery AS" in text_in(data)


def test_the_prefix_is_written_once_however_often_it_goes_again(session: Session) -> None:
    entry, _company = a_filled_in_mail(session)
    first = resend(session, entry, again("first", anew=True)).entry

    second = resend(session, first, again("second", anew=True)).entry

    assert (second.description, second.subject) == ("Resend: Document", "Resend: Offer")


def test_what_has_no_places_to_fill_in_says_so(session: Session) -> None:
    entry = a_letter(session)

    with pytest.raises(Refused) as refused:
        resend(session, entry, again(anew=True))

    assert (refused.value.field, refused.value.see and refused.value.see.key) == ("anew", "T-DOC")


def test_without_its_template_nothing_is_filled_in_anew(session: Session) -> None:
    entry, _company = a_filled_in_mail(session)
    entry.template_code = None
    session.flush()

    with pytest.raises(Refused) as refused:
        resend(session, entry, again(anew=True))

    assert refused.value.field == "anew"


def test_a_form_that_comes_twice_is_one_mail(session: Session) -> None:
    entry, _company = a_filled_in_mail(session)

    first, second = (resend(session, entry, again(anew=True)) for _ in range(2))

    assert first == second
    assert session.scalar(select(func.count(Mail.id))) == 1


def test_one_form_for_several_is_a_mail_for_each(session: Session) -> None:
    company, template = a_company(session), a_template(session)
    entries = [a_talk(session, company, template, content=LETTER) for _ in range(2)]

    for entry in entries:
        resend(session, entry, again())

    assert [len(mails_of(session, entry)) for entry in entries] == [1, 1]


def test_what_is_to_be_printed_is_no_mail_and_two_clicks_make_one_of_it(session: Session) -> None:
    entry, _company = a_filled_in_mail(session)

    first, second = (resend(session, entry, again(anew=True, by="hard_copy")) for _ in range(2))

    assert (first.entry, first.mail) == (second.entry, None)
    assert (first.entry.correspondence_type, entry.correspondence_type) == ("hard_copy", "email")
    assert session.scalar(select(func.count(Mail.id))) == 0


def test_a_mail_without_files_cannot_be_printed(session: Session) -> None:
    company = a_company(session, salesperson_code="IS")
    mail = mail_contact(session, company, Letter("a@hill.test", "Hello", "Hi"), Logging(ON, AT, "IS"), "card")
    assert mail.interaction is not None

    with pytest.raises(Refused) as refused:
        resend(session, mail.interaction, again(by="hard_copy"))

    assert refused.value.field == "correspondence_type"


def test_an_entry_without_an_attachment_has_nothing_to_send(session: Session) -> None:
    entry = a_talk(session, a_company(session), a_template(session))

    with pytest.raises(Refused, match="There is nothing to send"):
        resend(session, entry, again())


def test_what_came_in_is_not_sent_again(session: Session) -> None:
    entry = a_letter(session, information_flow="inbound")

    with pytest.raises(Refused, match="There is nothing to send"):
        resend(session, entry, again())


def test_what_is_cancelled_is_taken_back_first(session: Session) -> None:
    entry = a_letter(session)
    toggle_cancelled(session, [entry])

    with pytest.raises(Refused, match="is cancelled"):
        resend(session, entry, again())


def test_what_is_postponed_is_finished_first(session: Session) -> None:
    entry = put_off(session, a_company(session), a_template(session), content=LETTER)

    with pytest.raises(Refused, match="is postponed"):
        resend(session, entry, again())


def test_nobody_who_is_blocked_for_privacy_gets_it_again(session: Session) -> None:
    company = a_company(session)
    entry = a_talk(session, company, a_template(session), content=LETTER)
    change_contact(session, company, {"privacy_blocked": True})

    with pytest.raises(Refused, match="blocked for privacy"):
        resend(session, entry, again())


def test_without_an_address_it_is_refused_at_the_field(session: Session) -> None:
    entry = a_letter(session)

    with pytest.raises(Refused) as refused:
        resend(session, entry, again(recipients=""))

    assert refused.value.field == "recipients"


def test_the_address_that_counts_today_comes_first_and_where_it_went_last(session: Session) -> None:
    company = a_company(session, "Hill Bakery", email="info@hill.test")
    entry = a_talk(session, company, a_template(session), content=LETTER)
    resend(session, entry, again(recipients="old@hill.test"))
    address = add_address(session, company, {"code": "SUMMER", "email": "summer@hill.test"})
    add_range(session, address, {"starting_date": ON})

    found = recipients_again(session, entry, ON)

    assert [each.emails for each in found] == ["summer@hill.test", "info@hill.test", "old@hill.test"]


def test_what_went_again_is_not_undone(session: Session) -> None:
    entry = a_letter(session)
    with an_action(session) as action:
        resend(session, entry, again())

    with pytest.raises(Refused, match="out of the house"):
        undone(session, action)
