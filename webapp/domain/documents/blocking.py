"""Who must not be traded with."""

from __future__ import annotations

from typing import Any

from ..columns import Field
from ..errors import N_, Refused, See, say
from ..partners.partner import Partner
from .kinds import DocumentKind


def check_not_blocked(partner: Partner, kind: DocumentKind) -> None:
    party: Any = partner
    see = See(partner.type_name, party.no, "privacy_blocked" if party.privacy_blocked else "blocked")
    if party.privacy_blocked:
        raise Refused(
            N_("%(partner)s is blocked for privacy and cannot be used here."),
            field=kind.side.partner_field,
            see=see,
            partner=partner.label,
        )
    if party.blocked in kind.blocked_by:
        field: Field = partner.__mapper__.columns["blocked"].info["field"]
        raise Refused(
            N_(
                "%(partner)s is blocked for “%(blocked)s”; this document cannot be made. Change that on its card first."
            ),
            field=kind.side.partner_field,
            see=see,
            partner=partner.label,
            blocked=say(dict(field.choices)[party.blocked]),
        )
