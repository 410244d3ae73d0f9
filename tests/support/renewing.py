"""A PostgreSQL database that goes from test to test: it remembers what was in it, and which tables were written since.

To make a database anew takes ten times as long as to bring back the rows of the few tables that a test wrote.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

WORN = 50
"""So many times rows come back before the space of those that went is cleared."""

_KEPT = """
CREATE SCHEMA kept;
CREATE UNLOGGED TABLE kept.written (name text);
CREATE FUNCTION kept.write_down() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN INSERT INTO kept.written VALUES (TG_TABLE_NAME); RETURN NULL; END';
"""
_KEEP = """
CREATE TABLE kept.{table} AS TABLE public.{table};
CREATE TRIGGER kept AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON public.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION kept.write_down();
"""
_BRING_BACK = """
DELETE FROM public.{table};
INSERT INTO public.{table} OVERRIDING SYSTEM VALUE SELECT * FROM kept.{table};
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_NEW = f"{_TABLES} AND NOT EXISTS (SELECT FROM pg_tables AS t WHERE t.schemaname = 'kept' AND t.tablename = pg_tables.tablename)"
_WRITTEN = "SELECT DISTINCT name FROM kept.written"
_NUMBERS = """
CREATE TABLE kept.number AS
    SELECT quote_ident(schemaname) || '.' || quote_ident(sequencename) AS sequence,
           coalesce(last_value, start_value) AS value, last_value IS NOT NULL AS taken
    FROM pg_sequences WHERE schemaname = 'public'
"""
_COUNT_AGAIN = "SELECT setval(sequence::regclass, value, taken) FROM kept.number"
_END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity 
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""


def keep(address: str) -> None:
    """From now on the database remembers what is in it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_KEPT)
        for table in _names(connection, _TABLES):
            _each(connection, _KEEP, table)
        connection.execute(_NUMBERS)


def bring_back(address: str, times: int) -> None:
    """What was in it when it was kept, and nothing else; whoever still holds something is sent away."""
    with psycopg.connect(address) as connection:
        connection.execute(_END_OTHERS)
        written = _names(connection, _WRITTEN)
        for table in _names(connection, _NEW):
            _each(connection, "DROP TABLE public.{table} CASCADE", table)
        connection.execute("SET session_replication_role = replica")
        for table in written:
            _each(connection, _BRING_BACK, table)
        connection.execute(_COUNT_AGAIN)
        connection.execute("DELETE FROM kept.written")
    if times % WORN == 0:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute("VACUUM")


def _names(connection: psycopg.Connection, query: str) -> list[str]:
    return [name for (name,) in connection.execute(query)]  # type: ignore[call-overload]


def _each(connection: psycopg.Connection, statements: str, table: str) -> None:
    connection.execute(sql.SQL(statements).format(table=sql.Identifier(table)))  # type: ignore[arg-type]
