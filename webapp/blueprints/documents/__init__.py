"""Quotes, orders and blanket orders on both sides, and service orders."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("documents", __name__)

for page in PAGES:
    mount(bp, page)

from . import dispatches, lines, making, of, preview, printing, sending, steps, ticked, versions  # noqa: E402, F401
