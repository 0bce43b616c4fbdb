"""Check the quotations of a draft against its sources: are the words right, and does the right person say them?

:func:`verify` compares records and returns one :class:`Finding` for each quotation of the draft.
"""

from quotes.verification.passages import Place, Sources
from quotes.verification.verdicts import VERDICTS, Finding, Verdict, is_accepted, verify
from quotes.verification.words import Difference

__all__ = ["VERDICTS", "Difference", "Finding", "Place", "Sources", "Verdict", "is_accepted", "verify"]
