"""Before a save: what else it would change. Nothing is written here."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from .. import i18n
from ..db import reading
from ..domain.base import Base
from .cards import card_view, fields_of, values_of
from .declarations import Page
from .finding import find
from .forms import Form
from .rendering import render, wants_fragment


def show_ripple(page: Page, **address: str) -> Response:
    """The lines alone beside the form, or the card again with all that was typed."""
    session = reading()
    record = find(session, page, **address)
    names = page.fields_of(record)
    form = Form(fields_of(page, names, record, request.form), values_of(record, names), request.form, session)
    assert page.ripple is not None
    lines = [i18n.tell(line) for line in page.ripple(session, record, _changed(form, record))]
    card = card_view(session, page, record, form)
    card.ripple = lines or [i18n.gettext("Nothing else will change.")]
    card.hidden = [("seen", request.form.get("seen", ""))]
    return render("page/_ripple.html" if wants_fragment() else "page/card.html", card=card)


def _changed(form: Form, record: Base) -> list[str]:
    """Fields that can be read and differ; what cannot be read is said when it is saved."""
    return [name for name, value in form.readable().items() if value != getattr(record, name)]
