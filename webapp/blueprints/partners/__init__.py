"""Customers, vendors and bank accounts: the accounts a contact is kept in step with."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("partners", __name__)

for page in PAGES:
    mount(bp, page)

from . import batch, views  # noqa: E402, F401
