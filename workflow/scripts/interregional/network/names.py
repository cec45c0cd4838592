"""Where the names of actors stand in a drawing: near their nodes, off lines, and off each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

# Half the width of a broad line.
_LINE = 2.0

Point = tuple[float, float]
# Left, bottom, right, top.
Box = tuple[float, float, float, float]
# Where a name can stand, seen from its node: the four sides first.
SIDES: dict[str, Point] = {
    "above": (0, 1), "below": (0, -1), "right": (1, 0), "left": (-1, 0),
    "above right": (1, 1), "above left": (-1, 1), "below right": (1, -1), "below left": (-1, -1),
}  # fmt: skip


def offer_places(
    at: Point,
    size: Point,
    preferred: str,
    far: float,
    near: Sequence[Point],
    lines: Sequence[tuple[Point, Point]],
    page: Box,
) -> list[tuple[int, Box]]:
    """Where the name of a node can stand, each place with its price: what it crosses, leaves, or may be taken for.

    Args:
        at: middle of the node.
        size: width and height of the name.
        preferred: the side that is first among equals.
        far: from the middle of the node to the name; farther where that is freer.
        near: the other nodes: a name that is nearer to one of them would be taken for its.
        lines: what had better not be crossed.
        page: what must not be left.
    """
    offers = []
    for reach in (1.0, 1.5, 2.2):
        for side in sorted(SIDES, key=lambda side: side != preferred):
            box = _box(at, size, side, far * reach)
            out = box[0] < page[0] or box[1] < page[1] or box[2] > page[2] or box[3] > page[3]
            own = _distance(at, box)
            mistaken = any(_distance(other, box) < own for other in near)
            wider = (box[0] - _LINE, box[1] - _LINE, box[2] + _LINE, box[3] + _LINE)
            crossed = sum(length_within(line, wider) for line in lines)
            offers.append((round(crossed / 2 + 5 * (reach - 1)) + 500 * out + 30 * mistaken, box))
    return offers


def _distance(point: Point, box: Box) -> float:
    """How far a point is from a box."""
    across = max(box[0] - point[0], point[0] - box[2], 0.0)
    along = max(box[1] - point[1], point[1] - box[3], 0.0)
    return math.hypot(across, along)


def settle(offers: Mapping[str, Sequence[tuple[int, Box]]], dots: Mapping[str, Box]) -> dict[str, Box]:
    """A place for each name that covers no node but its own and no other name, as far as there is one.

    The widest names choose first; then each chooses again, now that all stand.

    Args:
        offers: see `offer_places`, by code.
        dots: the nodes.
    """
    order = sorted(offers, key=lambda code: (-round(offers[code][0][1][2] - offers[code][0][1][0]), code))
    taken: dict[str, Box] = {}
    for _ in range(3):
        for code in order:
            others = [box for other, box in (*dots.items(), *taken.items()) if other != code]
            prices = [price + 1000 * sum(overlap(box, other) for other in others) for price, box in offers[code]]
            taken[code] = offers[code][prices.index(min(prices))][1]
    return taken


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes have an area in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _box(at: Point, size: Point, side: str, far: float) -> Box:
    (x, y), (wide, tall), (across, along) = at, size, SIDES[side]
    reach = 0.85 * far if across and along else far
    x += across * (reach + wide / 2)
    y += along * (reach + tall / 2)
    return (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def length_within(line: tuple[Point, Point], box: Box) -> float:
    """How much of a line runs through a box (Liang and Barsky, 1984)."""
    (x, y), (to_x, to_y) = line
    across, along = to_x - x, to_y - y
    first, last = 0.0, 1.0
    for step, room in ((-across, x - box[0]), (across, box[2] - x), (-along, y - box[1]), (along, box[3] - y)):
        if step == 0:
            if room < 0:
                return 0.0
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return max(0.0, last - first) * math.hypot(across, along)
