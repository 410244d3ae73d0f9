"""What may be stored in fields that follow rules of the world outside: `read_…` gives the stored form or refuses what is
malformed; `doubt_…` says what is doubtful in a value that is stored all the same."""

from .addresses import doubt_post_code
from .bank import doubt_bank_account_no, doubt_bic, read_bic, read_iban, show_iban
from .emails import read_email, read_emails
from .fields import (
    CONTROL,
    LONGEST_INPUT,
    READERS,
    check_presence,
    fitting,
)
from .identities import doubt_registration_no, doubt_vat_no, read_registration_no, read_vat_no
from .lines import NOT_KEPT
from .phones import doubt_phone, read_phone

__all__ = [
    "CONTROL",
    "LONGEST_INPUT",
    "NOT_KEPT",
    "READERS",
    "check_presence",
    "doubt_bank_account_no",
    "doubt_bic",
    "doubt_phone",
    "doubt_post_code",
    "doubt_registration_no",
    "doubt_vat_no",
    "fitting",
    "read_bic",
    "read_email",
    "read_emails",
    "read_iban",
    "read_phone",
    "read_registration_no",
    "read_vat_no",
    "show_iban",
]
