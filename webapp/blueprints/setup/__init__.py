"""Setting the house up: company, numbers, codes, people."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("setup", __name__, url_prefix="/setup")

for page in PAGES:
    mount(bp, page)

from . import sample, users, views  # noqa: E402, F401
