"""How migrations run: in one transaction, on SQLite with foreign keys off while tables are rebuilt, and checked after."""

from alembic import context
from sqlalchemy import TypeDecorator

from webapp.domain.base import Base


def include(_object, name, kind, _reflected, _compared):
    """The full-text tables belong to SQLite itself."""
    return not (kind == "table" and name.startswith("search_text"))


def render(kind, value, _context):
    """Migrations name plain types, so that they still run when the program's own types have moved on."""
    if kind == "type" and isinstance(value, TypeDecorator):
        return f"sa.{type(value.impl_instance).__name__}()"
    return False


def run() -> None:
    engine = context.config.attributes["engine"]
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys = OFF")
            connection = connection.execution_options(writes=True)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            include_object=include,
            render_item=render,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            if not sqlite:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(2017)")
            context.run_migrations()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() if sqlite else []
            if broken:
                raise RuntimeError(f"the migration leaves rows that point to nothing: {broken[:5]}")
        if sqlite:
            connection.connection.execute("PRAGMA foreign_keys = ON")


run()
