"""Papers made in this process, warm: an order as PDF, with as many lines as fill so many pages."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.db import Database
from webapp.delivery.papers import paper_with
from webapp.delivery.pdf import Paper, pages_of, pdf_of
from webapp.domain.documents.document import Document, SalesOrder
from webapp.domain.documents.line import DocumentLine
from webapp.domain.documents.lines import lines_of

from .generating.documents import lines_told

PAGES = (2, 20)
LONGEST = 500
WARM_UP, TIMES = 3, 30


class Printed(NamedTuple):
    """Milliseconds, with all that is read for it."""

    pages: int
    lines: int
    p50: float
    best: float
    floor: float
    """Of the typesetting alone, at best."""
    size: int


def printed(url: str) -> Iterator[Printed]:
    database = Database(url)
    with database.sessions() as session:
        query = select(SalesOrder).where(SalesOrder.your_reference == lines_told(LONGEST))
        order = session.scalars(query.order_by(SalesOrder.no).limit(1)).one()
        for pages in PAGES:
            yield _printed(session, order, pages)
    database.engine.dispose()


def _printed(session: Session, order: Document, pages: int) -> Printed:
    lines = _filling(session, order, [*lines_of(session, order)] * 2, pages)
    paper = paper_with(session, order, lines)
    taken = [_seconds(session, order, lines) for _ in range(WARM_UP + TIMES)][WARM_UP:]
    typeset = [_typesetting(paper) for _ in range(TIMES)]
    return Printed(pages, len(lines), 1000 * median(taken), 1000 * min(taken), 1000 * min(typeset), len(pdf_of(paper)))


def _filling(session: Session, order: Document, lines: Sequence[DocumentLine], pages: int) -> Sequence[DocumentLine]:
    """The fewest that take so many pages."""
    fewest, most = 1, len(lines)
    while fewest < most:
        some = (fewest + most) // 2
        if len(pages_of(paper_with(session, order, lines[:some]))) < pages:
            fewest = some + 1
        else:
            most = some
    return lines[:fewest]


def _seconds(session: Session, order: Document, lines: Sequence[DocumentLine]) -> float:
    started = time.perf_counter()
    pdf_of(paper_with(session, order, lines))
    return time.perf_counter() - started


def _typesetting(paper: Paper) -> float:
    started = time.perf_counter()
    pdf_of(paper)
    return time.perf_counter() - started
