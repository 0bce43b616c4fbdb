"""Colours that colour-blind readers tell apart, with the shape that says the same in grey."""

from __future__ import annotations

from typing import NamedTuple


class Hue(NamedTuple):
    """A colour and its twins for those who cannot see it: a cytoscape.js shape, a matplotlib marker, a character.

    The shape ``polygon`` is a triangle on its head.
    """

    name: str
    hex: str
    shape: str
    marker: str
    glyph: str


#: The palette of M. Okabe and K. Ito, "Color Universal Design" (2008), black left out: it is the colour of text.
HUES = (
    Hue("blue", "#0072B2", "ellipse", "o", "●"),
    Hue("orange", "#E69F00", "rectangle", "s", "■"),
    Hue("green", "#009E73", "diamond", "D", "◆"),
    Hue("vermilion", "#D55E00", "triangle", "^", "▲"),
    Hue("sky", "#56B4E9", "hexagon", "h", "⬢"),
    Hue("purple", "#CC79A7", "star", "*", "★"),
    Hue("yellow", "#F0E442", "polygon", "v", "▼"),
)

#: What comes after the seventh: grey, so that no colour stands for two things.
REST = Hue("grey", "#8C8C8C", "pentagon", "p", "⬟")


def hue(rank: int) -> Hue:
    """The hue of the group with this rank, from 0; :data:`REST` from the eighth on."""
    return HUES[rank] if 0 <= rank < len(HUES) else REST
