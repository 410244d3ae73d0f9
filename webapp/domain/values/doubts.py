"""What is doubtful in the fields of a card: kept all the same, and said beside the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import Message
from .addresses import doubt_post_code
from .bank import doubt_bank_account_no
from .identities import doubt_registration_no, doubt_vat_no
from .phones import doubt_phone

DOUBTS: dict[str, Callable[[str, str], Message | None]] = {
    "phone_no": doubt_phone,
    "mobile_phone_no": doubt_phone,
    "fax_no": doubt_phone,
    "post_code": doubt_post_code,
    "vat_registration_no": doubt_vat_no,
    "registration_no": doubt_registration_no,
    "bank_account_no": doubt_bank_account_no,
}


def doubts_of(values: Mapping[str, Any], country: str) -> dict[str, Message]:
    """By field, for a country by its ISO code."""
    found = {field: doubt(values[field], country) for field, doubt in DOUBTS.items() if values.get(field)}
    return {field: doubt for field, doubt in found.items() if doubt is not None}
