"""Colours that colour-blind readers can distinguish, each with a shape for greyscale."""

from __future__ import annotations

from typing import NamedTuple


class Hue(NamedTuple):
    """A colour, and the shape that replaces it: a cytoscape.js shape, a matplotlib marker and a character.

    The cytoscape.js shape ``polygon`` is drawn as a triangle that points down.
    """

    name: str
    hex: str
    shape: str
    marker: str
    glyph: str


#: The palette of M. Okabe and K. Ito, "Color Universal Design" (2008), without black, the colour of the text.
HUES = (
    Hue("blue", "#0072B2", "ellipse", "o", "●"),
    Hue("orange", "#E69F00", "rectangle", "s", "■"),
    Hue("green", "#009E73", "diamond", "D", "◆"),
    Hue("vermilion", "#D55E00", "triangle", "^", "▲"),
    Hue("sky", "#56B4E9", "hexagon", "h", "⬢"),
    Hue("purple", "#CC79A7", "star", "*", "★"),
    Hue("yellow", "#F0E442", "polygon", "v", "▼"),
)

#: The colour of all further groups: grey, so that no other colour has two meanings.
REST = Hue("grey", "#8C8C8C", "pentagon", "p", "⬟")


def hue(rank: int) -> Hue:
    """Return the hue of the group with this rank, from 0; :data:`REST` from the eighth group on."""
    return HUES[rank] if 0 <= rank < len(HUES) else REST
