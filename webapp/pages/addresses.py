"""Addresses within this site. A page has some sixty of a few shapes, and to build one from the routes takes long."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import request, url_for

from .keys import in_address

KEYS = ("parent", "key")
"""What names a record; with everything else an address is one of few."""


def address_of(endpoint: str, **values: Any) -> str:
    """What `url_for` says, where the keys of records stand in the path."""
    keys = {name: values.pop(name) for name in KEYS if name in values}
    shape = _shape(request.root_path, endpoint, tuple(keys), tuple(values.items()))
    return shape.format(**{name: _written(key) for name, key in keys.items()}) if keys else shape


_written = lru_cache(maxsize=1024)(in_address)


@lru_cache(maxsize=1024)
def _shape(_root: str, endpoint: str, keys: tuple[str, ...], values: tuple[tuple[str, Any], ...]) -> str:
    """The address with a place for each key. Behind a proxy's prefix it begins with that."""
    address = url_for(endpoint, **{name: f"__{name}__" for name in keys}, **dict(values))
    for name in keys:
        if f"/__{name}__" not in address:
            raise LookupError(f"{endpoint} has no {name} in its path")
        address = address.replace(f"__{name}__", f"{{{name}}}")
    return address
