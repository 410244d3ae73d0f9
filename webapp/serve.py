"""What a server process loads."""

from . import create_app, logs
from .workers import Postman

logs.to_stderr()
app = create_app()
Postman(app.extensions["database"]).start()
