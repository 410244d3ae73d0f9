"""A line of JSON per request: what was asked for, how it went, how long it took. Nothing about people."""

from __future__ import annotations

import json
import logging
import sys
import time

from flask import Flask, Response, g, request

log = logging.getLogger("concord")


class AsJson(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname.lower()}
        line["message"] = record.getMessage()
        line.update(getattr(record, "facts", {}))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def to_stderr() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsJson())
    log.handlers[:] = [handler]
    log.setLevel(logging.INFO)
    log.propagate = False


def follow(app: Flask) -> None:
    @app.after_request
    def write(response: Response) -> Response:
        if request.endpoint != "static":
            log.info("request", extra={"facts": facts(response.status_code)})
        return response


def facts(status: int) -> dict[str, object]:
    """The route, not the address: addresses hold names of people."""
    started = g.get("started")
    return {
        "request": g.get("request_id", ""),
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else "",
        "status": status,
        "ms": round((time.perf_counter() - started) * 1000, 1) if started else None,
    }
