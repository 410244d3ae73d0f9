"""A list with its search and filters, under a name of the person's own."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.support.factories import a_user, how_many
from webapp.domain.errors import Refused
from webapp.domain.users.user import User
from webapp.domain.users.views import MOST_VIEWS, SavedView, delete_view, save_view, views_of


@pytest.fixture
def ann(session: Session) -> User:
    return a_user(session, name="Ann")


def names(session: Session, user: User, page: str = "contacts") -> list[str]:
    return [view.name for view in views_of(session, user.id, page)]


def test_views_stand_by_their_names(session: Session, ann: User) -> None:
    for name in ("Oslo", "Bergen"):
        save_view(session, ann.id, "contacts", name, f"q={name}")

    assert [(view.name, view.query) for view in views_of(session, ann.id, "contacts")] == [
        ("Bergen", "q=Bergen"),
        ("Oslo", "q=Oslo"),
    ]


def test_a_name_used_before_gets_the_new_query(session: Session, ann: User) -> None:
    save_view(session, ann.id, "contacts", "Oslo", "q=old")

    save_view(session, ann.id, "contacts", "  Oslo ", "q=new")

    assert [view.query for view in views_of(session, ann.id, "contacts")] == ["q=new"]


def test_views_belong_to_one_person_and_one_list(session: Session, ann: User) -> None:
    bo = a_user(session)
    save_view(session, ann.id, "contacts", "Oslo", "")

    assert names(session, ann) == ["Oslo"]
    assert names(session, bo) == names(session, ann, "vendors") == []


@pytest.mark.parametrize(("name", "query"), [(" ", ""), ("x" * 41, ""), ("Oslo", "q" * 1001)])
def test_a_view_that_cannot_be_kept_is_refused(session: Session, ann: User, name: str, query: str) -> None:
    with pytest.raises(Refused) as refused:
        save_view(session, ann.id, "contacts", name, query)

    assert refused.value.field == "name"
    assert names(session, ann) == []


def test_there_is_an_end_to_the_views_of_a_list(session: Session, ann: User) -> None:
    for number in range(MOST_VIEWS):
        save_view(session, ann.id, "contacts", f"View {number:02}", "")

    with pytest.raises(Refused, match="Delete one first"):
        save_view(session, ann.id, "contacts", "One more", "")

    save_view(session, ann.id, "contacts", "View 07", "q=changed")
    save_view(session, ann.id, "vendors", "Elsewhere", "")
    assert how_many(session, SavedView) == MOST_VIEWS + 1


def test_a_view_is_deleted_by_its_owner_only(session: Session, ann: User) -> None:
    bo = a_user(session)
    view = save_view(session, ann.id, "contacts", "Oslo", "")

    delete_view(session, bo.id, view.id)
    kept = names(session, ann)
    delete_view(session, ann.id, view.id)

    assert (kept, names(session, ann)) == (["Oslo"], [])


def test_deleting_a_view_that_is_gone_does_nothing(session: Session, ann: User) -> None:
    delete_view(session, ann.id, 4711)

    assert how_many(session, SavedView) == 0
