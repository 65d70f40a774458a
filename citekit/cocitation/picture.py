"""The map as a drawing: pixels, radii, colours, a timeline, labels that do not overlap.

The page and the SVG picture share it, so that they show the same map.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citekit.cocitation.network import CoCitationMap, Node

__all__ = ["PALETTE", "UNGROUPED", "Picture", "colour_of", "ink_on", "picture_of", "placed_labels", "text_width"]

# Paul Tol's bright scheme and five of his vibrant and muted ones: told apart with every kind of colour vision.
PALETTE = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#AA3377", "#66CCEE", "#EE7733", "#332288", "#44AA99", "#882255")
UNGROUPED = "#6B7280"
WIDTH, HEIGHT, MARGIN = 1200.0, 800.0, 70.0

Place = tuple[float, float]


class Picture(msgspec.Struct, frozen=True):
    """Pixels of the nodes on the map and on the timeline, their radii, and the years at the timeline's ends."""

    width: float
    height: float
    places: tuple[Place, ...]
    timeline: tuple[Place, ...]
    radii: tuple[float, ...]
    years: tuple[tuple[int, float], ...]


def colour_of(cluster: int) -> str:
    """Return the colour of a cluster; grey for none and for those past the palette, which their number tells apart."""
    return PALETTE[cluster - 1] if 0 < cluster <= len(PALETTE) else UNGROUPED


def ink_on(colour: str) -> str:
    """Return black or white, whichever stands out on a colour.

    >>> ink_on("#CCBB44"), ink_on("#332288")
    ('#111111', '#FFFFFF')
    """
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#111111" if light > 0.18 else "#FFFFFF"


def picture_of(drawing: CoCitationMap) -> Picture:
    """Return the drawing of a map in a frame of 1200 x 800 pixels."""
    nodes = drawing.nodes
    radii = _radii(drawing)
    places = _fitted([(node.x, node.y) for node in nodes])
    if drawing.choice.form != "bridge":
        places = _apart(places, radii)
    timeline, years = _timeline(nodes, radii)
    return Picture(WIDTH, HEIGHT, tuple(places), tuple(timeline), tuple(radii), tuple(years))


def _radii(drawing: CoCitationMap) -> list[float]:
    nodes = drawing.nodes
    if drawing.choice.form == "bridge":
        return [13.0 if n.kind == "paper" else 9.0 if n.bridge else 5.0 for n in nodes]
    weights = [float(n.citations or n.strength) for n in nodes]
    most = max(weights, default=1.0) or 1.0
    low, high = (4.0, 18.0) if len(nodes) <= 150 else (3.0, 15.0) if len(nodes) <= 400 else (2.5, 12.0)
    # Where the most cited work has two citations, sizes have little to tell and discs stay small.
    high = min(high, low + 4.0 + 2.0 * math.log2(max(2.0, most)))
    return [round(low + (high - low) * math.sqrt(w / most), 2) for w in weights]


def _fitted(places: Sequence[Place]) -> list[Place]:
    if not places:
        return []
    xs, ys = [x for x, _ in places], [y for _, y in places]
    wide, tall = (max(xs) - min(xs)) or 1e-9, (max(ys) - min(ys)) or 1e-9
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    if len(places) == 1:
        scale = 0.0
    cx, cy = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    # A picture's y grows downwards.
    return [(WIDTH / 2 + (x - cx) * scale, HEIGHT / 2 - (y - cy) * scale) for x, y in places]


def _apart(places: Sequence[Place], radii: Sequence[float]) -> list[Place]:
    """Return the places with overlapping discs pushed apart, the smaller one further."""
    at = [[x, y] for x, y in places]
    widest = 2 * max(radii, default=1.0) + 2
    for _ in range(80):
        grid: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(at):
            grid.setdefault((int(x // widest), int(y // widest)), []).append(i)
        moved = False
        for (gx, gy), cell in grid.items():
            near = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in grid.get((gx + dx, gy + dy), ())]
            for i in cell:
                for j in near:
                    if i < j and _push(at[i], at[j], radii[i], radii[j], i):
                        moved = True
        if not moved:
            break
    return [(round(x, 1), round(y, 1)) for x, y in at]


def _push(a: list[float], b: list[float], r_a: float, r_b: float, turn: int) -> bool:
    dx, dy = b[0] - a[0], b[1] - a[1]
    need, apart = r_a + r_b + 1.5, math.hypot(dx, dy)
    if apart >= need - 0.05:
        return False
    if apart < 1e-6:
        dx, dy, apart = math.cos(2.4 * turn), math.sin(2.4 * turn), 1.0
    push = (need - min(apart, need)) / apart
    share = r_b * r_b / (r_a * r_a + r_b * r_b)
    a[0] -= dx * push * share
    a[1] -= dy * push * share
    b[0] += dx * push * (1 - share)
    b[1] += dy * push * (1 - share)
    return True


def _timeline(nodes: Sequence[Node], radii: Sequence[float]) -> tuple[list[Place], list[tuple[int, float]]]:
    """Return places by year across and by cluster down, packed so that discs do not overlap, and the years' marks."""
    years = sorted({n.year for n in nodes if n.year})
    if not years:
        return [(WIDTH / 2, HEIGHT / 2)] * len(nodes), []
    # A lone old work must not squeeze the others: years are spaced by how full they are, gaps by their square root.
    full = {year: sum(n.year == year for n in nodes) for year in years}
    steps = [math.sqrt(min(25, years[i] - years[i - 1])) + 0.5 * math.sqrt(full[years[i]]) for i in range(1, len(years))]
    span = sum(steps) or 1.0
    left, right = MARGIN + 40, WIDTH - MARGIN
    at = {years[0]: left if len(years) > 1 else WIDTH / 2}
    for year, step, before in zip(years[1:], steps, years, strict=False):
        at[year] = at[before] + (right - left) * step / span
    clusters = sorted({n.cluster for n in nodes})
    lane = {
        cluster: HEIGHT / 2 + (i - (len(clusters) - 1) / 2) * min(110.0, (HEIGHT - 2 * MARGIN) / max(1, len(clusters)))
        for i, cluster in enumerate(clusters)
    }
    order = sorted(range(len(nodes)), key=lambda i: (-radii[i], nodes[i].id))
    columns: dict[int, list[tuple[float, float, float]]] = {}
    places: list[Place] = [(0.0, 0.0)] * len(nodes)
    for i in order:
        node, r = nodes[i], radii[i]
        x = at.get(node.year, MARGIN - 20)
        taken = [box for k in range(-2, 3) for box in columns.get(int(x // 40) + k, ())]
        y = _free(lane[node.cluster], x, r, taken)
        places[i] = (round(x, 1), round(y, 1))
        columns.setdefault(int(x // 40), []).append((x, y, r))
    return places, [(year, round(at[year], 1)) for year in years]


def _free(middle: float, x: float, r: float, taken: Sequence[tuple[float, float, float]]) -> float:
    for step in range(400):
        y = middle + (step + 1) // 2 * (1 if step % 2 else -1) * 3.0
        if all(math.hypot(x - bx, y - by) >= r + br + 1 for bx, by, br in taken):
            return y
    return middle


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is in a sans-serif face, rather more than less.

    >>> text_width("Иванов, 2019", 10) < text_width("ИВАНОВ, 2019", 10)
    True
    """
    narrow, wide = "ilıIjtfr.,:;'|!()[] ", "mwMWшщжюмфШЩЖЮМФ@—"
    units = sum(0.34 if c in narrow else 0.9 if c in wide else 0.7 if c.isupper() else 1.0 if ord(c) > 0x2E80 else 0.58 for c in text)
    return units * size


def placed_labels(
    labels: Sequence[str], places: Sequence[Place], radii: Sequence[float], order: Sequence[int], *, size: float = 11.0, most: int = 200
) -> dict[int, tuple[float, float, str]]:
    """Return for the labels that find room the place of their text and its anchor (start, end, middle).

    In the given order each takes the first free side of its node: right, left, below, above. No label covers
    another, nor a node earlier in the order.
    """
    boxes: list[tuple[float, float, float, float]] = [
        (places[i][0] - radii[i], places[i][1] - radii[i], places[i][0] + radii[i], places[i][1] + radii[i]) for i in order[: 3 * most]
    ]
    found: dict[int, tuple[float, float, str]] = {}
    high = size * 1.15
    for i in order:
        if len(found) >= most:
            break
        (x, y), r, wide = places[i], radii[i], text_width(labels[i], size)
        own = (x - r, y - r, x + r, y + r)
        for box, spot in (
            ((x + r + 3, y - high / 2, x + r + 3 + wide, y + high / 2), (x + r + 3, y + size * 0.35, "start")),
            ((x - r - 3 - wide, y - high / 2, x - r - 3, y + high / 2), (x - r - 3, y + size * 0.35, "end")),
            ((x - wide / 2, y + r + 2, x + wide / 2, y + r + 2 + high), (x, y + r + 2 + size * 0.85, "middle")),
            ((x - wide / 2, y - r - 2 - high, x + wide / 2, y - r - 2), (x, y - r - 2 - size * 0.25, "middle")),
        ):
            inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
            if inside and not any(_cross(box, other) for other in boxes if other != own):
                boxes.append(box)
                found[i] = spot
                break
    return found


def _cross(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
