"""Articles to dependency trees. The only package that imports Stanza."""

from quotes.parsing.models import SHIPPED, use_threads
from quotes.parsing.parser import ParsedParagraph, ParsedText, Parser, TextParser

__all__ = ["SHIPPED", "ParsedParagraph", "ParsedText", "Parser", "TextParser", "use_threads"]
