"""Tools of the project's developers, run as modules from a checkout; none of them is in the wheel."""
