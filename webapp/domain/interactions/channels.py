"""By which way something was said: the groups that the setup's templates are in tell that of all their templates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import N_, P_
from ..setup.single import the
from .interaction import Interaction
from .slots import InteractionTemplateSetup
from .template import EMAIL, NO_FLOW, InteractionTemplate


class Channel(StrEnum):
    DOCUMENT = "document"
    MAIL = "mail"
    PHONE = "phone"
    MEETING = "meeting"
    OTHER = "other"

    @property
    def caption(self) -> str:
        return CAPTIONS[self]


CAPTIONS = {
    Channel.DOCUMENT: N_("Documents"),
    Channel.MAIL: N_("Mails"),
    Channel.PHONE: N_("Telephone calls"),
    Channel.MEETING: N_("Meetings"),
    Channel.OTHER: P_("channel", "Other"),
}
OF_SLOTS = {"emails": Channel.MAIL, "outgoing_calls": Channel.PHONE, "meeting_invitations": Channel.MEETING}
Groups = Mapping[str | None, Channel]


def channels_of_groups(session: Session) -> Groups:
    setup = the(session, InteractionTemplateSetup)
    codes = {getattr(setup, field): channel for field, channel in OF_SLOTS.items()}
    query = select(InteractionTemplate.group_code, InteractionTemplate.code)
    found = session.execute(query.where(InteractionTemplate.code.in_([code for code in codes if code])))
    return {group: codes[code] for group, code in found if group}


def channel_of(entry: Interaction, groups: Groups, mailed: bool = False) -> Channel:
    """What went by mail is a mail, whatever it is; without any direction, people met."""
    if mailed:
        return Channel.MAIL
    if entry.kind:
        return Channel.DOCUMENT
    if entry.contact_via:
        return Channel.PHONE
    usual = Channel.MAIL if entry.correspondence_type == EMAIL else Channel.OTHER
    return groups.get(entry.group_code) or (Channel.MEETING if entry.information_flow == NO_FLOW else usual)
