"""Tools for people who write rules: check, examples, diagnosis, coverage, schema, and rules in plain words."""
