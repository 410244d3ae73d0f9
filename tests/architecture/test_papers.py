"""Nothing leaves the house on paper but through one door."""

from __future__ import annotations

from pathlib import Path

import webapp

from .test_rooms import MODULES, imports, name_of

WEBAPP = Path(webapp.__file__).parent


def test_only_one_module_can_make_a_pdf() -> None:
    makers = {name_of(path) for path in MODULES if "typst" in {name.split(".")[0] for name in imports(path)}}

    assert makers == {"webapp.delivery.pdf"}


def test_a_paper_takes_nothing_from_elsewhere() -> None:
    for template in (WEBAPP / "templates" / "print").glob("*.typ"):
        text = template.read_text()

        assert "#import" not in text
        assert "#include" not in text
        assert "eval(" not in text


def test_every_font_has_its_licence_named() -> None:
    named = (WEBAPP / "static" / "VENDORED.md").read_text()

    fonts = [path.name for path in (WEBAPP / "delivery" / "fonts").iterdir()]

    assert fonts
    assert all(name in named for name in fonts)
