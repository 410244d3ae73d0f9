"""The floor: what a page costs at least on this machine with this server, framework and database.

Two small apps answer the same addresses from Concord's own tables, with pages of as many bytes as Concord's and nothing
around them: no sign-in, no rights, no memory, no languages. `raw` asks the driver, `orm` asks SQLAlchemy's ORM.
"""
