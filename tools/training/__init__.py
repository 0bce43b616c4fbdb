"""Train the shipped Indonesian Stanza model: ``python -m tools.training``.

One command leads from the treebanks, the entity sets and a news corpus to a Stanza model directory. Every stage writes
its result to the work folder and is skipped when that exists, so that an interrupted run continues where it stopped.
"""
