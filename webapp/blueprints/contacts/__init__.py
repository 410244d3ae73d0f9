"""Contacts: companies and the persons in them."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("contacts", __name__)

for page in PAGES:
    mount(bp, page)

from . import (  # noqa: E402, F401
    classes,
    comments,
    comparing,
    creating,
    details,
    duplicates,
    exporting,
    importing,
    inspecting,
    linking,
    merging,
    ranges,
    relations,
    views,
)
