"""Saved views: a list with its search, filters and sorting, under a name of the person's own."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ..base import Base
from ..errors import N_, Refused

LONGEST_QUERY = 1000
MOST_VIEWS = 30


class SavedView(Base):
    __tablename__ = "saved_view"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    page: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(String(LONGEST_QUERY))

    __table_args__ = (UniqueConstraint("user_id", "page", "name"),)


def views_of(session: Session, user_id: int, page: str) -> list[SavedView]:
    return list(session.scalars(_views(), {"user_id": user_id, "page": page}))


@cache
def _views() -> Any:
    """Every list asks this, so it is made once."""
    mine = SavedView.user_id == bindparam("user_id"), SavedView.page == bindparam("page")
    return select(SavedView).where(*mine).order_by(SavedView.name)


def save_view(session: Session, user_id: int, page: str, name: str, query: str) -> SavedView:
    """A name used before gets the new query."""
    name = " ".join(name.split())
    if not name:
        raise Refused(N_("Give the view a name."), field="name")
    if len(name) > 40:
        raise Refused(N_("The name is too long. Take at most %(most)s characters."), field="name", most=40)
    if len(query) > LONGEST_QUERY:
        raise Refused(N_("There are too many filters to save. Remove some."), field="name")
    mine = SavedView.user_id == user_id, SavedView.page == page
    view = session.scalar(select(SavedView).where(*mine, SavedView.name == name))
    if view is None:
        if (session.scalar(select(func.count()).select_from(SavedView).where(*mine)) or 0) >= MOST_VIEWS:
            raise Refused(N_("You have %(most)s views of this list. Delete one first."), field="name", most=MOST_VIEWS)
        view = SavedView(user_id=user_id, page=page, name=name)
        session.add(view)
    view.query = query
    session.flush()
    return view


def delete_view(session: Session, user_id: int, view_id: int) -> None:
    view = session.get(SavedView, view_id)
    if view is not None and view.user_id == user_id:
        session.delete(view)
        session.flush()
