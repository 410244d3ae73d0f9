"""The way back from what is said to a contact."""

from __future__ import annotations

from types import SimpleNamespace

from ... import i18n
from ...domain.contacts.contact import Contact
from ...pages.rendering import page_of


def way_to(contact: Contact | None) -> list[SimpleNamespace]:
    """The list of contacts and, where it is about one, its card."""
    page = page_of(Contact.type_name)
    assert page is not None
    crumbs = [SimpleNamespace(caption=i18n.gettext(page.model.many), url=page.url())]
    if contact is not None:
        crumbs.append(SimpleNamespace(caption=contact.label, url=page.card_url(contact)))
    return crumbs
