"""What somebody was about to do before something else had to be done first."""

from __future__ import annotations

from flask import session, url_for

NEXT = "next"


def remember_next(key: str, word: str) -> None:
    session[NEXT] = [key, word]


def next_url(key: str) -> str | None:
    """Where it goes on with this record, if somebody was about to do something with it."""
    remembered = session.pop(NEXT, None)
    if not remembered or remembered[0] != key:
        return None
    return url_for("documents.next_for", key=key, kind=remembered[1])
