"""Articles to dependency trees. The only room that knows Stanza."""

from quotes.parsing.models import SHIPPED
from quotes.parsing.parser import ParsedParagraph, ParsedText, Parser, Parses
from quotes.parsing.threads import use_threads

__all__ = ["SHIPPED", "ParsedParagraph", "ParsedText", "Parser", "Parses", "use_threads"]
