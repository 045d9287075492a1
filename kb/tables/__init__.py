"""Documents made of tables, and the formats they are written in; none knows what a table is about."""
