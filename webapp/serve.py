"""What a server process loads."""

import gc

from . import create_app, logs
from .workers import Postman

SELDOM = 50_000
"""So many new objects are looked through for circles at a time: a page makes thousands, and hardly any in circles."""

logs.to_stderr()
app = create_app()
Postman(app.extensions["database"]).start()
gc.freeze()
gc.set_threshold(SELDOM)
