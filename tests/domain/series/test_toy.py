"""The toy kind is known while it is needed, and forgotten without a trace."""

from __future__ import annotations

import pytest

from webapp.domain.base import Base, model_of
from webapp.domain.series.ledger import numbered_models

from .toy import a_toy_kind


def test_a_toy_is_known_to_the_program_and_then_forgotten() -> None:
    tables, kinds = set(Base.metadata.tables), set(Base.registry.mappers)

    with a_toy_kind() as kind:
        known = model_of("toy") is kind and kind in numbered_models()

    assert known
    assert (set(Base.metadata.tables), set(Base.registry.mappers)) == (tables, kinds)
    with pytest.raises(LookupError):
        model_of("toy")
