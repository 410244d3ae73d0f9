"""Contacts: companies and the persons in them."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("contacts", __name__)

for page in PAGES:
    mount(bp, page)

from . import classes, comments, creating, duplicates, inspecting, linking, merging, ranges, relations, views  # noqa: E402, F401
