"""Minors are protected until their parents have consented."""

from __future__ import annotations

from typing import Any

from ..errors import N_, Refused, See

FIELDS = ("minor", "parental_consent", "privacy_blocked")


def with_privacy(contact: Any, values: dict[str, Any]) -> dict[str, Any]:
    """What is ticked brings along what it must; what may not be cleared is refused."""
    if not any(field in values for field in FIELDS):
        return values
    minor, consent, blocked = (values.get(field, getattr(contact, field)) for field in FIELDS)
    became_minor, got_consent = minor and not contact.minor, consent and not contact.parental_consent
    if not minor:
        if consent and got_consent:
            raise Refused(N_("Parental consent is only needed for minors. Tick Minor first."), field="parental_consent")
        consent = False
    if (became_minor and not consent) or (got_consent and "privacy_blocked" not in values):
        blocked = True
    if minor and not consent and not blocked:
        raise Refused(
            N_("A minor stays blocked for privacy until parental consent is received. Tick that first."),
            field="privacy_blocked",
        )
    return values | dict(zip(FIELDS, (minor, consent, blocked), strict=True))


def check_not_blocked(contact: Any) -> None:
    if contact.privacy_blocked:
        raise Refused(
            N_("%(contact)s is blocked for privacy and cannot be used here."),
            see=See(contact.type_name, contact.key, "privacy_blocked"),
            contact=contact.label,
        )
