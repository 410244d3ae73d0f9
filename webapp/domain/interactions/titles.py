"""What an interaction is called in lists and timelines."""

from __future__ import annotations

from ..errors import N_, Message, say
from .interaction import Interaction
from .template import INBOUND, OUTBOUND


def title_of(entry: Interaction, template: str, salesperson: str) -> Message | str:
    """By the description of its template and who spoke; without a salesperson that was the user."""
    what = template or entry.description
    if entry.information_flow == OUTBOUND:
        return say(N_("%(what)s – by %(who)s"), what=what, who=salesperson or entry.user_name)
    if entry.information_flow == INBOUND:
        return say(N_("%(what)s – from %(who)s"), what=what, who=entry.contact_name)
    return what
