"""Scenarios 121 to 136: entries are shown, evaluated, cancelled and deleted."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.factories import an_action, undone
from tests.support.interactions import a_template, left
from tests.support.papers import a_document_for
from tests.support.parties import a_cluster, a_company
from tests.support.talks import a_talk, put_off
from webapp.domain.comments import Comment, add_comment
from webapp.domain.documents.deleting import delete_document
from webapp.domain.documents.version import DocumentVersion
from webapp.domain.errors import Refused
from webapp.domain.files import File, unused_files
from webapp.domain.interactions.acting import (
    delete_cancelled,
    delete_postponed,
    evaluate,
    toggle_cancelled,
)
from webapp.domain.interactions.content import OWN, Content
from webapp.domain.interactions.dispatch import Dispatch
from webapp.domain.interactions.dispatching import Wanted
from webapp.domain.interactions.interaction import Interaction
from webapp.domain.interactions.showing import document_of

SHARED = Content(OWN, b"words", "letter.pdf")


def three(session: Session) -> list[Interaction]:
    contact, template = a_company(session), a_template(session)
    return [a_talk(session, contact, template, content=SHARED) for _ in range(3)]


def ids(session: Session) -> list[int]:
    return list(session.scalars(select(Interaction.id).order_by(Interaction.id)))


def test_125_all_that_are_ticked_are_evaluated(session: Session) -> None:
    entries = three(session)

    evaluate(session, entries, "negative")

    assert {entry.evaluation for entry in entries} == {"negative"}


def test_the_first_one_says_which_way_all_go(session: Session) -> None:
    first, second, third = three(session)
    toggle_cancelled(session, [second])

    toggle_cancelled(session, [first, second, third])
    assert all(entry.cancelled for entry in (first, second, third))
    toggle_cancelled(session, [second, first])

    assert [first.cancelled, second.cancelled, third.cancelled] == [False, False, True]


def test_what_is_put_off_is_not_cancelled(session: Session) -> None:
    entry = put_off(session, a_company(session), a_template(session))

    with pytest.raises(Refused):
        toggle_cancelled(session, [entry])

    assert not entry.cancelled


def test_cancelling_drops_files_only_where_nobody_else_has_them(session: Session) -> None:
    first, second, _third = three(session)

    toggle_cancelled(session, [first, second], drop_files=True)

    assert first.file_id is None
    assert session.scalar(select(File.id)) is not None


def test_134_what_is_not_cancelled_stays(session: Session) -> None:
    entries = three(session)

    deleted = delete_cancelled(session, [entry.id for entry in entries])

    assert (deleted.number, len(ids(session))) == (0, 3)


def test_only_cancelled_ones_are_deleted_by_hand(session: Session) -> None:
    with pytest.raises(Refused):
        delete_postponed(session, three(session))


def test_136_a_shared_file_goes_with_the_last_who_has_it(session: Session) -> None:
    first, second, third = three(session)
    toggle_cancelled(session, [first, second, third])
    all_ids = [first.id, second.id, third.id]

    first_time = delete_cancelled(session, all_ids[:2], for_good=True)
    assert (first_time, session.scalars(select(File)).one().size) == ((2, 0), 5)
    second_time = delete_cancelled(session, all_ids[2:], for_good=True)

    assert second_time == (1, 1)
    assert session.scalar(select(File.id)) is None


def test_a_deleted_entry_takes_its_comments_and_undo_brings_all_back(session: Session) -> None:
    entry = three(session)[0]
    add_comment(session, entry, {"text": "Wants a new offer"})
    toggle_cancelled(session, [entry])
    no = entry.id

    with an_action(session) as deleting:
        delete_cancelled(session, [no])
    assert session.scalar(select(Comment.id)) is None
    assert unused_files(session) == []
    undone(session, deleting)

    again = session.get_one(Interaction, no)
    assert (again.cancelled, again.file_name) == (True, "letter.pdf")
    assert session.scalars(select(Comment.text)).all() == ["Wants a new offer"]


def test_a_paper_whose_entry_is_deleted_says_so_and_undo_takes_that_back(session: Session) -> None:
    company, *_ = a_cluster(session)
    row, _problem = left(session, a_document_for(session, company), wanted=Wanted(True, True))
    entry = session.get_one(Interaction, row.interaction_id)
    version = session.scalars(select(DocumentVersion)).one()
    toggle_cancelled(session, [entry])
    no = entry.id

    with an_action(session) as deleting:
        delete_cancelled(session, [no])

    row = session.scalars(select(Dispatch)).one()
    assert (row.interaction_id, row.reason, session.get_one(DocumentVersion, version.id).interaction_exists) == (
        None, "deleted", False,
    )  # fmt: skip
    undone(session, deleting)
    session.refresh(row)
    assert (row.interaction_id, row.reason) == (no, "")
    assert session.get_one(DocumentVersion, version.id).interaction_exists


def test_121_version_0_is_the_document_itself(session: Session) -> None:
    company, *_ = a_cluster(session)
    quote = a_document_for(session, company)
    row, _problem = left(session, quote)

    assert document_of(session, session.get_one(Interaction, row.interaction_id)) is quote


def test_122_a_version_is_shown_even_while_the_document_lives(session: Session) -> None:
    company, *_ = a_cluster(session)
    quote = a_document_for(session, company)
    left(session, quote, wanted=Wanted(True, True))
    row, _problem = left(session, quote, wanted=Wanted(True, True))

    found = document_of(session, session.get_one(Interaction, row.interaction_id))

    assert isinstance(found, DocumentVersion)
    assert found.number == 2


def test_122_a_document_that_is_gone_is_named(session: Session) -> None:
    company, *_ = a_cluster(session)
    quote = a_document_for(session, company)
    row, _problem = left(session, quote)
    entry, no = session.get_one(Interaction, row.interaction_id), quote.no
    delete_document(session, quote)
    entry.version_no = 0

    with pytest.raises(Refused) as refused:
        document_of(session, entry)

    assert refused.value.message.params["no"] == no


def test_by_hand_there_is_no_document(session: Session) -> None:
    with pytest.raises(Refused):
        document_of(session, three(session)[0])
