"""Makes the rows of a bench database."""
