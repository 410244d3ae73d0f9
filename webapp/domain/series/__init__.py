"""Number series: what numbers look like, who gives them out, and the account of every one that was given."""

from .giving import Given, give_number, number_for, peek
from .ledger import LedgerEntry, ledger, unaccounted
from .no_series import NoSeries, NoSeriesLine, NoSeriesRelationship, Numbered
from .upkeep import add_line, add_relationship, add_series, change_line, change_series, delete_series

__all__ = [
    "Given",
    "LedgerEntry",
    "NoSeries",
    "NoSeriesLine",
    "NoSeriesRelationship",
    "Numbered",
    "add_line",
    "add_relationship",
    "add_series",
    "change_line",
    "change_series",
    "delete_series",
    "give_number",
    "ledger",
    "number_for",
    "peek",
    "unaccounted",
]
