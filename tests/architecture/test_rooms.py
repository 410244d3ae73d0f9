"""The rooms of the house and who may enter them, read from the imports; and the sizes and habits that keep it readable."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from webapp.config import ROOT, SETTINGS
from webapp.navigation import GROUPS

WEBAPP = ROOT / "webapp"
TEMPLATES = WEBAPP / "templates"
LONGEST_MODULE, LONGEST_TEMPLATE = 300, 120
MODULES = sorted(path for path in WEBAPP.rglob("*.py") if "migrations" not in path.parts)
PURE_HELPERS = {
    "sqlalchemy", "argon2", "email_validator", "phonenumbers", "schwifty", "stdnum", "rapidfuzz", "openpyxl", "defusedxml",
}  # fmt: skip
"""What the domain may lean on beside the standard library: none of it knows the web."""
PAGES_MAY_KNOW = {
    "base": "what every record has",
    "columns": "columns and what people see of them",
    "standing_in": "statements made once and asked about many records",
    "errors": "refusals and messages",
    "changes": "the memory of any record",
    "changes.values": "values as the memory keeps them",
    "changes.why": "why any value is what it is",
    "search": "the index of any record",
    "values": "what phone, email, bank and identity fields hold",
    "changes.former": "what had a number before",
    "changes.rules": "which changes are numbers given out",
    "jobs": "long work of any kind",
    "usage": "where any record is used",
    "codes": "the refusal that carries the places of use",
    "pictures": "a kind of field",
    "setup.single": "tables of one row",
    "setup.date_formula": "a kind of field",
    "users.rights": "areas, rights and roles",
    "users.user": "who looks at the page",
    "users.views": "the saved views of any list",
}  # fmt: skip
ROOM_WALLS = {
    "domain": ("db", "pages", "delivery", "blueprints", "i18n", "security", "errors", "config", "navigation", "formats", "commands", "logs"),
    "formats": ("db", "pages", "delivery", "blueprints", "i18n", "security", "config"),
    "pages": ("blueprints", "commands", "navigation", "errors"),
    "delivery": ("blueprints", "pages", "security", "commands"),
    "blueprints": ("commands", "cli", "errors", "navigation"),
}  # fmt: skip


def name_of(path: Path) -> str:
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def imports(path: Path, everywhere: bool = True) -> Iterator[str]:
    """What a module imports, in full; names taken from a package count as its modules where there are such."""
    tree = ast.parse(path.read_text())
    package = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
    for node in _statements(tree, everywhere):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(package, node)
            for alias in node.names:
                whole = f"{base}.{alias.name}" if base else alias.name
                yield whole if _is_module(whole) else base


def _statements(tree: ast.Module, everywhere: bool) -> Iterator[ast.AST]:
    for node in ast.walk(tree) if everywhere else tree.body:
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node


def _absolute(package: str, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    return ".".join(parts[: len(parts) - node.level + 1] + ([node.module] if node.module else []))


def _is_module(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def room(*names: str) -> list[Path]:
    return [path for path in MODULES if path.relative_to(WEBAPP).parts[0] in names]


def own(path: Path) -> Iterator[str]:
    """The imports inside the house, without its name."""
    return (name.removeprefix("webapp").lstrip(".") for name in imports(path) if name.split(".")[0] == "webapp")


@pytest.mark.parametrize("path", room("domain"), ids=name_of)
def test_the_domain_knows_records_and_nothing_of_the_web(path: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names) - PURE_HELPERS - {"webapp"}

    assert not foreign


@pytest.mark.parametrize("name", ROOM_WALLS)
def test_nobody_enters_a_room_that_lies_above(name: str) -> None:
    walls = ROOM_WALLS[name]

    through = [
        f"{name_of(path)} imports {other}" for path in room(name) for other in own(path) if other.split(".")[0] in walls
    ]

    assert not through


def test_the_formats_take_their_sentences_from_the_domain_and_nothing_else() -> None:
    taken = {name for path in room("formats") for name in own(path) if not name.startswith("formats")}

    assert taken == {"domain.errors"}


def test_the_database_knows_the_domain_and_of_the_web_only_the_request_it_serves() -> None:
    path = WEBAPP / "db.py"
    tree = ast.parse(path.read_text())

    from_flask = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "flask"
        for alias in node.names
    }

    assert from_flask == {"current_app", "g"}
    assert all(name.startswith("domain") for name in own(path))


def test_the_engine_of_pages_knows_no_named_record() -> None:
    known = {name.removeprefix("domain.") for path in room("pages") for name in own(path) if name.startswith("domain.")}

    assert known == set(PAGES_MAY_KNOW)


@pytest.mark.parametrize("path", room("delivery"), ids=name_of)
def test_what_leaves_the_house_knows_no_request(path: Path) -> None:
    assert "flask" not in {name.split(".")[0] for name in imports(path)}


@pytest.mark.parametrize("path", room("blueprints"), ids=name_of)
def test_a_blueprint_links_to_another_but_does_not_import_it(path: Path) -> None:
    home = path.relative_to(WEBAPP).parts[1]

    others = [name for name in own(path) if name.startswith("blueprints.") and name.split(".")[1] != home]

    assert not others


def test_no_imports_go_in_a_circle() -> None:
    """A package that gathers its own modules is no circle: they import each other, not the package."""
    graph = {
        name_of(path): {name for name in imports(path, everywhere=False) if name.startswith("webapp.")}
        for path in MODULES
    }
    inside = {name: {other for other in others if not _gathers(name, other)} for name, others in graph.items()}

    assert not list(circles(inside))


def _gathers(one: str, other: str) -> bool:
    """A blueprint's package hangs its views on itself; both halves of that pair stand in one folder."""
    return one.startswith("webapp.blueprints.") and (one == other.rpartition(".")[0] or other == one.rpartition(".")[0])


def circles(graph: dict[str, set[str]]) -> Iterator[str]:
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> Iterator[str]:
        if name in way:
            yield " → ".join((*way[way.index(name) :], name))
        elif name not in done:
            for other in sorted(graph.get(name, ())):
                yield from visit(other, (*way, name))
            done.add(name)

    for name in graph:
        yield from visit(name, ())


def test_a_circle_would_be_found() -> None:
    assert list(circles({"a": {"b"}, "b": {"c"}, "c": {"b"}})) == ["b → c → b"]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_on_a_few_screens(path: Path) -> None:
    assert len(path.read_text().splitlines()) < LONGEST_MODULE


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_is_short_and_holds_no_script_no_style_and_nothing_unescaped(path: Path) -> None:
    text = path.read_text()

    assert len(text.splitlines()) < LONGEST_TEMPLATE
    assert not re.search(r"\|\s*safe\b|autoescape", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"<style\b|\sstyle=|\shx-on|\son[a-z]+=", text)


def icons_used() -> set[str]:
    """In templates as `icon("…")`, in Python as the icon of a page, an action or a way around."""
    from webapp.blueprints.setup.pages import PAGES

    used = {
        name for path in TEMPLATES.rglob("*.html") for name in re.findall(r"\bicon\(\"([a-z0-9-]+)\"", path.read_text())
    }
    used |= {page.icon for page in PAGES} | {item.icon for group in GROUPS for item in group.items}
    return used | {action.icon for page in PAGES for action in (*page.actions, *page.list_actions) if action.icon}


def test_every_icon_is_in_the_drawer() -> None:
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', (WEBAPP / "static" / "icons.svg").read_text()))

    assert icons_used() <= drawn


def test_the_readme_has_the_table_of_settings() -> None:
    section = (ROOT / "README.md").read_text().split("\n## Settings\n", 1)[1].split("\n## ", 1)[0]

    rows = re.findall(r"^\| `(CONCORD_\w+)` \| (.+?) \| (.+?) \|$", section, re.MULTILINE)

    assert rows == [(setting.name, setting.default, setting.meaning) for setting in SETTINGS]
