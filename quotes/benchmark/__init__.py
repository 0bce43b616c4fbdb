"""How fast it is, how that compares with the obvious way, and whether the quotes are the same: ``quotes benchmark``.

The sides run in processes of their own, one at a time and by turns on the same
articles, so that whatever else the machine does hits all of them alike, and the
peak memory of each is its own. docs/speed.md has the figures.
"""
