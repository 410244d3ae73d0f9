"""The sample's interactions: enough for charts and timelines, with papers that left, and gone in one action."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, how_many, undone
from tests.support.post import mails_go_to
from webapp.domain.checks import broken_promises
from webapp.domain.files import is_intact
from webapp.domain.interactions.acting import evaluate
from webapp.domain.interactions.dispatch import SENT, Dispatch
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.resending import Again, resend
from webapp.domain.outbox.acting import bring_back
from webapp.domain.outbox.claiming import claim, settle
from webapp.domain.outbox.mail import Mail
from webapp.domain.sample import remove_sample


def test_two_years_of_interactions_come_along(session: Session) -> None:
    first, last = session.execute(select(func.min(Interaction.date), func.max(Interaction.date))).one()

    assert 280 <= how_many(session, Interaction) <= 320
    assert last - first > dt.timedelta(days=600)
    assert session.scalar(select(func.count()).where(Interaction.postponed)) == 6
    assert session.scalar(select(func.count()).where(Interaction.cancelled)) > 0


def test_a_dozen_papers_have_left_with_their_bytes(session: Session) -> None:
    rows = session.scalars(select(Dispatch)).all()

    assert len(rows) >= 12 and all(is_intact(session, row.file) for row in rows)


def test_no_mail_starts_by_itself_even_when_there_is_a_mail_server(session: Session) -> None:
    mails_go_to(session, 25)
    settle(session)

    claimed = claim(session)

    assert claimed == []
    assert how_many(session, Mail) >= 4
    assert session.scalar(select(func.count()).where(~Mail.discarded)) == 0
    assert not any(mail.interaction.cancelled for mail in session.scalars(select(Mail)) if mail.interaction)


def test_a_mail_that_is_brought_back_goes(session: Session) -> None:
    mails_go_to(session, 25)
    mail = session.scalars(select(Mail).order_by(Mail.id)).first()
    assert mail is not None

    bring_back(session, [mail])

    assert [each.mail_id for each in claim(session)] == [mail.id]


def test_a_mail_that_somebody_brought_back_stays_with_its_entry(session: Session) -> None:
    mail = session.scalars(select(Mail).where(Mail.dispatch_id.is_(None)).order_by(Mail.id)).first()
    assert mail is not None
    with an_action(session):
        bring_back(session, [mail])

    remove_sample(session)

    assert session.scalars(select(Mail.id)).all() == [mail.id]
    assert session.scalars(select(Interaction.id)).all() == [mail.interaction_id]
    assert list(broken_promises(session)) == []


def test_what_was_sent_again_stays_with_its_entry(session: Session) -> None:
    row = session.scalars(select(Dispatch).where(Dispatch.way == SENT).order_by(Dispatch.id)).first()
    assert row is not None and row.interaction_id is not None
    entry = session.get_one(Interaction, row.interaction_id)
    with an_action(session):
        resend(session, entry, Again("form", entry.date, dt.datetime(2026, 3, 9, 10, 7), recipients="a@hill.test"))

    remove_sample(session)

    assert session.scalars(select(Interaction.id)).all() == [entry.id]
    assert len(session.scalars(select(Mail.id)).all()) == 2
    assert list(broken_promises(session)) == []


def test_undoing_the_removal_brings_papers_and_mails_back_as_they_were(session: Session) -> None:
    def kept() -> list[tuple[object, ...]]:
        mails = select(Mail.id, Mail.state, Mail.once, Mail.due_at).order_by(Mail.id)
        papers = select(Dispatch.id, Dispatch.once, Dispatch.content, Dispatch.file_id).order_by(Dispatch.id)
        return [tuple(row) for query in (mails, papers) for row in session.execute(query)]

    before = kept()
    with an_action(session) as action:
        remove_sample(session)
    gone = kept()

    undone(session, action)

    assert (gone, kept()) == ([], before)
    assert list(broken_promises(session)) == []


def test_one_that_somebody_valued_stays_with_whom_it_was_with(session: Session) -> None:
    query = select(Interaction).where(
        Interaction.kind == "", Interaction.contact_no.is_not(None), ~Interaction.postponed
    )
    entry = session.scalars(query.order_by(Interaction.id)).first()
    assert entry is not None
    with an_action(session):
        evaluate(session, [entry], "negative" if entry.evaluation != "negative" else "neutral")

    remove_sample(session)

    assert session.scalars(select(Interaction.id)).all() == [entry.id]
    assert list(broken_promises(session)) == []
