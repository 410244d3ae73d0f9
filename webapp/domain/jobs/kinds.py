"""Every kind of long work."""

from __future__ import annotations

from functools import partial

from ..duplicates.making import MAKING
from ..errors import N_
from ..importing.running import IMPORTING
from ..partners.kinds import PARTNER_KINDS, PartnerKind
from ..relations.batch import check_setup, create_contacts
from ..relations.rehearsing import tell_of_doubts
from ..users.rights import Area, Right
from .working import JobKind

TITLES = {
    "customer": N_("Create Contacts from Customers"),
    "vendor": N_("Create Contacts from Vendors"),
    "bank_account": N_("Create Contacts from Bank Accounts"),
}
DONE = {
    "customer": N_("Created contacts from customers: %(count)s"),
    "vendor": N_("Created contacts from vendors: %(count)s"),
    "bank_account": N_("Created contacts from bank accounts: %(count)s"),
}


def _creating(kind: PartnerKind) -> JobKind:
    return JobKind(
        word=f"contacts_from_{kind.word}",
        title=TITLES[kind.word],
        done=DONE[kind.word],
        check=partial(check_setup, kind=kind),
        work=partial(create_contacts, kind=kind),
        conclude=tell_of_doubts,
        rights=((Area.CONTACTS, Right.WRITE), (Area(kind.model.area), Right.READ)),
        table=kind.word,
    )


CREATING = {word: _creating(kind) for word, kind in PARTNER_KINDS.items()}
JOB_KINDS = {kind.word: kind for kind in (*CREATING.values(), *IMPORTING.values(), MAKING)}
