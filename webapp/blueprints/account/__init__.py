"""The way in, and what belongs to the person signed in."""

from flask import Blueprint

bp = Blueprint("account", __name__)

from . import settings, views, welcome  # noqa: E402, F401
