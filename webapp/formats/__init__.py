"""Numbers, money, percentages, dates and times as each locale writes them, and back again.

Pure functions: the locale is an id such as "fr_CH". What cannot be read without guessing is a `Misread`.
"""

from .dates import read_date, read_time, show_date, show_long_date, show_moment, show_month, show_short_month, show_time
from .misread import Misread
from .numbers import edit_number, read_number, show_amount, show_money, show_number, show_percent

__all__ = [
    "Misread",
    "edit_number",
    "read_date",
    "read_number",
    "read_time",
    "show_amount",
    "show_date",
    "show_long_date",
    "show_moment",
    "show_money",
    "show_month",
    "show_number",
    "show_percent",
    "show_short_month",
    "show_time",
]
