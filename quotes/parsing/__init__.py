"""Articles to dependency trees. The only room that knows Stanza."""

from quotes.parsing.parser import ParsedParagraph, ParsedText, Parser

__all__ = ["ParsedParagraph", "ParsedText", "Parser"]
