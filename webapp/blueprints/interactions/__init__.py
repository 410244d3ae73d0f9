"""Interactions: what was said, printed and sent, and what is still to be said."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("interactions", __name__)

for page in PAGES:
    mount(bp, page)

from . import (  # noqa: E402, F401
    acting,
    calls,
    deleting,
    files,
    manual,
    postponed,
    resending,
    sheets,
    showing,
    statistics,
    timeline,
)
