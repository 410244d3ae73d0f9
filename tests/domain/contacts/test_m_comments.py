"""Chapter M: comments, on either side of a link."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.parties import a_cluster, a_company, linked_to
from webapp.domain.comments import (
    Comment,
    add_comment,
    change_comment,
    comments_on,
    delete_comment,
    is_about,
    no_of_comments,
    written_of,
)
from webapp.domain.deletion import delete_contact, delete_partner
from webapp.domain.errors import Refused


def test_208_a_comment_is_kept_with_what_it_is_about_and_nowhere_else(session: Session) -> None:
    cluster = a_cluster(session)

    comments = [add_comment(session, each, {"text": each.one}) for each in cluster]

    for about, comment in zip(cluster, comments, strict=True):
        assert comments_on(session, about) == [comment]
        assert session.scalar(select(no_of_comments(about))) == 1
        assert [each for each in cluster if is_about(comment, each)] == [about]


def test_the_newest_comment_comes_first(session: Session) -> None:
    company = a_company(session)

    for number in (2, 3, 1):
        add_comment(session, company, {"text": str(number), "date": dt.date(2026, number, 1)})

    assert [comment.text for comment in comments_on(session, company)] == ["3", "2", "1"]


def test_comments_are_found_by_their_words_without_accents_and_letter_case(session: Session) -> None:
    company = a_company(session)
    for text in ("Zahlt spät, Überweisung", "Pays in time"):
        add_comment(session, company, {"text": text})

    found = comments_on(session, company, "uberw SPAT")

    assert [comment.text for comment in found] == ["Zahlt spät, Überweisung"]


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_comment_says_something(session: Session, text: str) -> None:
    with pytest.raises(Refused) as refused:
        add_comment(session, a_company(session), {"text": text})

    assert refused.value.field == "text"


def test_who_wrote_a_comment_is_read_from_the_memory(session: Session) -> None:
    comment = add_comment(session, a_company(session), {"text": "Pays late"})

    change_comment(session, comment, {"text": "Pays in time"})

    written = written_of(session, [comment])[comment.id]
    assert written.first is written.last
    assert written.first.by_name == "Console"


def test_a_comment_goes_and_is_found_no_more(session: Session) -> None:
    company = a_company(session)
    comment = add_comment(session, company, {"text": "Pays late"})

    delete_comment(session, comment)

    assert comments_on(session, company) == comments_on(session, company, "late") == []


def test_comments_go_with_what_they_are_about_and_only_with_it(session: Session) -> None:
    company = a_company(session)
    customer = linked_to(session, company, "customer")
    for about in (company, customer):
        add_comment(session, about, {"text": about.one})

    delete_partner(session, customer)
    assert session.scalars(select(Comment.text)).all() == ["Contact"]
    delete_contact(session, company)

    assert session.scalars(select(Comment.text)).all() == []
