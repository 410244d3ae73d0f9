"""What can be done from the card of an account beside saving it."""

from __future__ import annotations

from functools import partial

from werkzeug.wrappers import Response

from ...db import reading, transaction
from ...domain.errors import N_, Refused, say
from ...domain.relations.contact_for import create_contact
from ...domain.users.rights import Area, Right
from ...pages import Page, done, receipt
from ...pages.finding import find, held
from ...pages.rendering import see_link
from ...security import current_user, needs
from . import bp
from .pages import PAGES


def create_contact_now(page: Page, key: str) -> Response:
    """The contact that an account was made without."""
    what = say(N_("Created: the contact of %(account)s"), account=find(reading(), page, key).label)
    try:
        with transaction(what, current_user().author) as session:
            [partner] = held(session, page, key)
            create_contact(session, partner)
    except Refused as refused:
        receipt(refused.message, tone="warning", link=see_link(refused.see), undo=False)
    else:
        receipt(what)
    return done(page.card_url(find(reading(), page, key)))


for page in PAGES:
    bp.add_url_rule(
        f"/{page.word}/<key:key>/create-contact",
        page.endpoint("create_contact"),
        needs(Area.CONTACTS, Right.WRITE)(partial(create_contact_now, page)),
        methods=["POST"],
    )
