from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from .toy import Shop, a_shop, a_toy_kind


@pytest.fixture(scope="module")
def toy_kind() -> Iterator[Any]:
    with a_toy_kind() as kind:
        yield kind


@pytest.fixture
def shop(session: Session, toy_kind: Any) -> Shop:
    """Its table comes in the transaction of the test and goes with it."""
    return a_shop(session, toy_kind)
