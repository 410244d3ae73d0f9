"""Scenario 116 and A14: what there was with a contact, newest first, page by page."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import a_salesperson, an_action
from tests.support.histories import DAY, an_entry, many_entries
from tests.support.interactions import LOGGED_ONLY, a_template, left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster, a_company, a_person, linked_to
from tests.support.queries import queries
from webapp.domain.base import fresh, now
from webapp.domain.comments import add_comment
from webapp.domain.contacts.contact import Contact
from webapp.domain.interactions.channels import Channel, channel_of, channels_of_groups
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.slots import InteractionTemplateSetup
from webapp.domain.interactions.template import INBOUND, OUTBOUND, InteractionGroup, InteractionTemplate
from webapp.domain.interactions.timeline import (
    CHANGES,
    COMMENTS,
    INTERACTIONS,
    SOURCES,
    About,
    Figures,
    figures_of,
    timeline,
)
from webapp.domain.interactions.titles import title_of
from webapp.domain.outbox.mail import Mail, State
from webapp.domain.relations.changing import change_contact
from webapp.domain.setup.single import the

OSLO = ZoneInfo("Europe/Oslo")


def about(record: Any, contact: Contact | None = None) -> About:
    return About(record, contact or record, OSLO)


def told(session: Session, of: About, *sources: str, most: int = 50) -> list[str]:
    found = timeline(session, of, sources or (INTERACTIONS,), {}, most)
    return [item.what.interaction.description for item in found.items]


def test_116_a_company_shows_its_own_entries_and_its_persons_a_person_only_his(session: Session) -> None:
    company = a_company(session)
    person, other = a_person(session, "Ann Hill", company), a_person(session, "Per Oak", company)
    for contact, text in ((company, "company"), (person, "Ann"), (other, "Per")):
        an_entry(session, contact, text)

    of_company, of_person = told(session, about(company)), told(session, about(person))

    assert (of_company, of_person) == (["Per", "Ann", "company"], ["Ann"])


def test_newest_first_and_postponed_ones_not_at_all(session: Session) -> None:
    company = a_company(session)
    an_entry(session, company, "old", date=DAY - dt.timedelta(days=1), time=dt.time(18))
    an_entry(session, company, "noon")
    an_entry(session, company, "evening", time=dt.time(20))
    an_entry(session, company, "later", postponed=True)
    an_entry(session, company, "called off", cancelled=True, time=dt.time(8))

    found = told(session, about(company))

    assert found == ["evening", "noon", "called off", "old"]


def test_an_account_shows_what_there_was_with_its_contact_and_its_own_comments(session: Session) -> None:
    company, customer, _vendor, _bank = a_cluster(session)
    an_entry(session, company, "Called")
    add_comment(session, customer, {"text": "Pays late", "date": DAY})
    add_comment(session, company, {"text": "Likes rye", "date": DAY})

    found = timeline(session, About(customer, company, OSLO), (INTERACTIONS, COMMENTS), {}, 50)

    assert [item.source for item in found.items] == [INTERACTIONS, COMMENTS]
    assert found.items[1].what.text == "Pays late"


def test_an_account_without_contact_has_no_interactions(session: Session) -> None:
    company, customer, *_ = a_cluster(session)
    an_entry(session, company)

    found = timeline(session, About(customer, None, OSLO), (INTERACTIONS,), {}, 50)

    assert found.items == []


def test_comments_of_persons_and_changes_of_the_card_stand_among_the_entries(session: Session) -> None:
    with an_action(session, "Added"):
        company = a_company(session)
        person = a_person(session, "Ann Hill", company)
    add_comment(session, person, {"text": "Likes rye", "date": DAY})
    an_entry(session, company, "Called")
    with an_action(session, "Moved"):
        change_contact(session, company, {"city": "Bodø"})

    found = timeline(session, about(company), SOURCES, {}, 50)

    assert sorted(item.source for item in found.items) == [CHANGES, CHANGES, COMMENTS, INTERACTIONS]
    changes = [item.what.message.text for item in found.items if item.source == CHANGES]
    assert changes == ["Moved", "Added"]


@pytest.mark.parametrize("most", [1, 3, 7])
def test_pages_show_everything_once_and_in_order(session: Session, most: int) -> None:
    company = a_company(session)
    many_entries(session, company, 9)
    for number in range(4):
        an_entry(session, company, f"Same minute {number}")
        add_comment(session, company, {"text": f"Note {number}", "date": DAY - dt.timedelta(days=number)})
    whole = timeline(session, about(company), SOURCES, {}, 100)

    pages, seen = [], {}
    while True:
        page = timeline(session, about(company), SOURCES, seen, most)
        pages += page.items
        if page.earlier is None:
            break
        seen = page.earlier

    assert [item.place for item in pages] == [item.place for item in whole.items]
    assert whole.earlier is None


def test_ten_thousand_entries_are_read_a_page_at_a_time(session: Session) -> None:
    company = a_company(session)
    many_entries(session, company, 10_000)
    place = {INTERACTIONS: ((DAY - dt.timedelta(days=9_000)).isoformat(), "12:00:00", "1")}

    with queries(session.get_bind(), at_most=1) as asked:  # type: ignore[arg-type]
        found = timeline(session, about(company), (INTERACTIONS,), place, 30)

    assert [item.what.interaction.description for item in found.items][:2] == ["Call 9001", "Call 9002"]
    assert len(found.items) == 30 and "LIMIT" in asked[0]


def test_the_mail_of_an_entry_says_how_far_it_is(session: Session) -> None:
    company = a_company(session)
    entry = an_entry(session, company)
    session.add(a_mail(entry, state=State.HELD.value))
    session.add(a_mail(entry, state=State.FAILED.value, discarded=True))
    session.flush()

    [item] = timeline(session, about(company), (INTERACTIONS,), {}, 5).items

    assert item.what.mail == State.HELD


def a_mail(entry: Interaction, **values: Any) -> Mail:
    number = f"{entry.id}-{values['state']}"
    usual = {"message_id": number, "once": number, "written_at": now(), "recipients": "ann@hill.test", "subject": "Rye"}
    return fresh(Mail, interaction_id=entry.id, body="", due_at=now(), attempts=0, problem="", **usual, **values)


@pytest.mark.parametrize(("archive", "there"), [(False, (True, False)), (True, (True, True))])
def test_an_entry_leads_to_its_document_or_to_the_version_that_went_out(
    session: Session, archive: bool, there: tuple[bool, bool]
) -> None:
    company = a_company(session)
    linked_to(session, company, "customer")
    quote = a_document_for(session, company)
    left(session, quote, wanted=Wanted(True, archive) if archive else LOGGED_ONLY)

    [item] = timeline(session, about(company), (INTERACTIONS,), {}, 5).items

    assert (item.what.document_id is not None, item.what.version_id is not None) == there


def test_titles_say_who_spoke_118_119(session: Session) -> None:
    company = a_company(session, "Hill Bakery")
    a_salesperson(session, "SOL")
    a_template(session, "CALL", description="Call")
    entries = {
        "Call – by Ingrid Solheim": {"information_flow": OUTBOUND, "salesperson_code": "SOL"},
        "Call – by Olga Nordahl": {"information_flow": OUTBOUND},
        "Call – from Hill Bakery": {"information_flow": INBOUND},
        "Call": {},
    }
    for values in entries.values():
        an_entry(session, company, template_code="CALL", **values)

    found = [item.what for item in timeline(session, about(company), (INTERACTIONS,), {}, 9).items]

    titles = [title_of(entry.interaction, entry.template, entry.salesperson) for entry in reversed(found)]
    assert [title if isinstance(title, str) else title.text % title.params for title in titles] == list(entries)


@pytest.mark.parametrize(
    ("values", "channel"),
    [
        ({"kind": "sales_quote", "document_no": "1"}, Channel.DOCUMENT),
        ({"contact_via": "22 00"}, Channel.PHONE),
        ({"group_code": "PHONE", "information_flow": INBOUND}, Channel.PHONE),
        ({"correspondence_type": "email", "information_flow": OUTBOUND}, Channel.MAIL),
        ({}, Channel.MEETING),
        ({"information_flow": INBOUND}, Channel.OTHER),
    ],
)
def test_each_entry_has_its_channel(session: Session, values: dict[str, Any], channel: Channel) -> None:
    session.add(InteractionGroup(code="PHONE", description="Calls"))
    session.flush()
    code = the(session, InteractionTemplateSetup).outgoing_calls
    call = session.scalars(select(InteractionTemplate).where(InteractionTemplate.code == code)).one()
    call.group_code = "PHONE"
    session.flush()
    entry = an_entry(session, a_company(session), **values)

    found = channel_of(entry, channels_of_groups(session))

    assert found == channel


def test_what_there_was_in_numbers_leaves_out_what_was_called_off_or_put_off(session: Session) -> None:
    company = a_company(session)
    person = a_person(session, "Ann Hill", company)
    days = [DAY + dt.timedelta(days=number) for number in range(5)]
    an_entry(session, company, date=days[0], cost=5, duration=10, initiated_by="us")
    an_entry(session, person, date=days[1], cost=7, duration=20, initiated_by="them")
    an_entry(session, person, date=days[2], initiated_by="us", attempt_failed=True)
    an_entry(session, company, date=days[3], cost=100, cancelled=True, initiated_by="us")
    an_entry(session, company, date=days[4], cost=100, postponed=True, initiated_by="us")

    of_company = Figures(*session.execute(select(figures_of(company.no, True))).one())
    of_person = Figures(*session.execute(select(figures_of(person.no, False))).one())

    assert of_company == Figures(3, days[1], days[2], 12, 30)
    assert of_person == Figures(2, days[1], days[2], 7, 20)
