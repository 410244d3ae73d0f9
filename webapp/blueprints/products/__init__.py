"""Items, resources and accounts: what stands on the lines of documents."""

from flask import Blueprint

from ...pages import mount
from .pages import PAGES

bp = Blueprint("products", __name__)

for page in PAGES:
    mount(bp, page)
