"""What a server process loads."""

from . import create_app, logs

logs.to_stderr()
app = create_app()
