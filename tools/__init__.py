"""Tools for developers of the project, run as modules from a checkout; none of them is in the wheel."""
