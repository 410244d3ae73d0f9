"""Concord: contacts in step with customers, vendors and bank accounts."""

from __future__ import annotations

import jinja2
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from . import assets, errors, i18n, logs, navigation, security
from .blueprints import (
    account,
    changes,
    contacts,
    documents,
    home,
    interactions,
    jobs,
    outbox,
    partners,
    products,
    setup,
)
from .blueprints.contacts.pages import PAGES as CONTACT_PAGES
from .blueprints.documents.pages import PAGES as DOCUMENT_PAGES
from .blueprints.interactions.pages import PAGES as INTERACTION_PAGES
from .blueprints.outbox.pages import PAGES as OUTBOX_PAGES
from .blueprints.partners.pages import PAGES as PARTNER_PAGES
from .blueprints.products.pages import PAGES as PRODUCT_PAGES
from .blueprints.setup.pages import PAGES as SETUP_PAGES
from .config import Config, read_config
from .db import Database, close_session
from .pages import rendering
from .pages.fields import Fields
from .pages.keys import KeyConverter
from .workers import Threads

BLUEPRINTS = (
    home.bp,
    account.bp,
    changes.bp,
    contacts.bp,
    partners.bp,
    documents.bp,
    interactions.bp,
    outbox.bp,
    products.bp,
    jobs.bp,
    setup.bp,
)
PAGES = (
    *CONTACT_PAGES,
    *PARTNER_PAGES,
    *DOCUMENT_PAGES,
    *INTERACTION_PAGES,
    *OUTBOX_PAGES,
    *PRODUCT_PAGES,
    *SETUP_PAGES,
)
LARGEST_REQUEST = 4_000_000
LARGEST_FORM = 1_000_000
MOST_FIELDS = 2_000
STATIC_FOR = 365 * 24 * 3600


def create_app(config: Config | None = None) -> Flask:
    """The whole program on one database."""
    config = config or read_config()
    i18n.load_all()
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=config.secret_key,
        TRUSTED_HOSTS=list(config.trusted_hosts) or None,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=MOST_FIELDS,
        PERMANENT_SESSION_LIFETIME=security.SIGNED_IN_FOR,
        SESSION_COOKIE_NAME="concord",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.is_safe_only,
        SEND_FILE_MAX_AGE_DEFAULT=STATIC_FOR,
    )
    app.extensions["database"] = database = Database(config.database_url, config.files)
    app.extensions["workers"] = Threads(database)
    app.extensions["pages"] = {page.model.type_name: page for page in PAGES}
    app.extensions["navigation"] = navigation.for_user
    app.url_map.converters["key"] = KeyConverter
    if config.proxies:
        n = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n, x_prefix=n)  # type: ignore[method-assign]
    app.url_defaults(rendering.add_fingerprint)
    _prepare_templates(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.view_functions["static"] = security.public(assets.send)
    security.protect(app)
    security.check_declared(app)
    errors.answer(app)
    logs.follow(app)
    app.teardown_appcontext(close_session)
    return app


def _prepare_templates(app: Flask) -> None:
    environment = app.jinja_env
    environment.undefined = jinja2.StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.globals.update(_=i18n.gettext, ngettext=i18n.ngettext, pgettext=i18n.pgettext)
    environment.globals.update(csrf_token=security.csrf_token, asset=rendering.asset, zip=zip)
    environment.globals["ui"] = ui = environment.get_template("ui.html").module
    environment.globals["field"] = Fields(ui.field)  # type: ignore[attr-defined]
