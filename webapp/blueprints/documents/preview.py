"""How a document would look on paper. Looking leaves no trace: nothing is counted, logged or archived."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import lru_cache, partial
from types import SimpleNamespace
from typing import Any, NamedTuple

from flask import Response as PlainResponse
from flask import request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from ... import i18n
from ...db import reading
from ...delivery.papers import paper_of, paper_with
from ...delivery.pdf import Paper, pages_of, pdf_of
from ...domain.documents.archive import as_it_was_kept
from ...domain.users.rights import Right
from ...pages import Page, render
from ...security import needs
from . import bp
from .acting import document_at
from .leaving import answer_pdf
from .pages import DOCUMENTS
from .versions import version_at

KEPT = 4
"""Papers whose pages are kept at hand, since a browser asks for one page after the other."""
SVG, FORM = "image/svg+xml", "gzip"


class Subject(NamedTuple):
    """What is looked at, and where the way back leads."""

    paper: Paper
    label: str
    back: SimpleNamespace


Source = Callable[..., Subject]


def as_it_is(page: Page, key: str) -> Subject:
    document = document_at(page, key)
    back = SimpleNamespace(caption=document.label, url=page.card_url(document))
    return Subject(paper_of(reading(), document), document.label, back)


def as_it_was(page: Page, key: str, version_id: int) -> Subject:
    version = version_at(reading(), page, key, version_id)
    document, lines = as_it_was_kept(reading(), version)
    back = SimpleNamespace(caption=version.label, url=page.url("version", key=key, version_id=version_id))
    return Subject(paper_with(reading(), document, lines, version.number), version.label, back)


def show(page: Page, source: Source, **address: Any) -> Response:
    """All pages as pictures, and the same as PDF for whoever reads with the ears or keeps it."""
    subject, endpoint = source(page, **address), str(request.endpoint)
    count = len(_sheets(subject.paper))
    preview = SimpleNamespace(
        title=i18n.gettext("Preview of %(document)s", document=subject.label),
        breadcrumb=[SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url()), subject.back],
        back_url=subject.back.url,
        pdf_url=url_for(f"{endpoint}_pdf", **address),
        sheets=[
            SimpleNamespace(
                url=url_for(f"{endpoint}_sheet", number=number, **address),
                text=i18n.gettext("Page %(page)s of %(pages)s", page=number, pages=count),
            )
            for number in range(1, count + 1)
        ],
    )
    return render("documents/preview.html", preview=preview)


def show_sheet(page: Page, source: Source, number: int, **address: Any) -> Response:
    sheets = _sheets(source(page, **address).paper)
    if not 0 < number <= len(sheets):
        raise NotFound
    packed = sheets[number - 1]
    takes_packed = request.accept_encodings.quality(FORM) > 0
    response = PlainResponse(packed if takes_packed else gzip.decompress(packed), content_type=SVG)
    response.vary.add("Accept-Encoding")
    if takes_packed:
        response.content_encoding = FORM
    return response


def show_pdf(page: Page, source: Source, **address: Any) -> Response:
    paper = source(page, **address).paper
    return answer_pdf(pdf_of(paper), f"{paper.title}.pdf")


@lru_cache(maxsize=KEPT)
def _sheets(paper: Paper) -> tuple[bytes, ...]:
    """Compressed, as they travel."""
    return tuple(gzip.compress(sheet, 3, mtime=0) for sheet in pages_of(paper))


for page in DOCUMENTS:
    base = f"/{page.word}/<key:key>"
    for url, action, source in (
        (f"{base}/preview", "preview", as_it_is),
        (f"{base}/versions/<int:version_id>/preview", "version_preview", as_it_was),
    ):
        endpoint, allowed = page.endpoint(action), needs(page.area, Right.READ)
        bp.add_url_rule(url, endpoint, allowed(partial(show, page, source)))
        bp.add_url_rule(f"{url}/<int:number>.svg", f"{endpoint}_sheet", allowed(partial(show_sheet, page, source)))
        bp.add_url_rule(f"{url}.pdf", f"{endpoint}_pdf", allowed(partial(show_pdf, page, source)))
