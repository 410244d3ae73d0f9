"""The outbox: mails that wait, and those that have gone; mails to contacts; how mails begin."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("outbox", __name__)

for page in PAGES:
    mount(bp, page)

from . import acting, composing, testing  # noqa: E402, F401
