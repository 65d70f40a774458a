"""Places of the nodes of a weighted network: VOS by L-BFGS.

VOS minimises Σ s·d²/2 - Σ d over all pairs (van Eck and Waltman 2010, Scientometrics 84:523: attraction 2,
repulsion 1) for association strengths s and distances d. Places are centred, turned so that the widest spread
is across, and scaled to a mean distance of 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.cocitation.descent import least
from citekit.model import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["canonical_places", "mean_distance", "smoothed", "vos_energy", "vos_places"]

Places = list[tuple[float, float]]

_SMOOTHINGS = 100
_SOLUTIONS = 40
_SMALL = 300  # nodes up to which the optimum is sought to the last figure
_ACROSS = 0.01  # similarity of all pairs where the network falls apart, as in VOSviewer


def _needed() -> None:
    try:
        import scipy.sparse  # noqa: F401
    except ImportError as error:
        raise MissingExtra("the layout of a map", "map") from error


def vos_places(size: int, links: Sequence[tuple[int, int, float]], *, starts: int = 3, seed: int = 0) -> tuple[Places, float]:
    """Return the best VOS layout of several starts, canonical, and the energy that was reached.

    ``links`` are (node, node, association strength), each pair once. Memory and time go with size²: to 1,500
    nodes a few seconds.

    Raises:
        MissingExtra: numpy or scipy is not installed.
    """
    _needed()
    if size < 3:
        return canonical_places([(float(i), 0.0) for i in range(size)]), 0.0
    import numpy as np

    problem = _Vos(size, links)
    chance = np.random.Generator(np.random.PCG64(seed))
    best: tuple[float, Any] | None = None
    for start in range(max(1, starts)):
        begin = problem.smooth() if start == 0 else chance.normal(size=(size, 2))
        begin *= problem.best_scale(begin)
        x, energy = least(problem, begin.ravel(), tolerance=1e-13 if size <= _SMALL else 1e-11)
        # An optimum must be better by more than rounding to replace an earlier one.
        if best is None or energy < best[0] - 1e-7 * abs(best[0]):
            best = energy, x.reshape(size, 2)
    assert best is not None
    return canonical_places([(float(x), float(y)) for x, y in best[1]]), best[0]


def vos_energy(size: int, links: Sequence[tuple[int, int, float]], places: Places) -> float:
    """Return Σ s·d²/2 - Σ d at the scale at which it is least."""
    import numpy as np

    problem = _Vos(size, links)
    x = np.array(places, float)
    return float(problem((x * problem.best_scale(x)).ravel())[0])


class _Vos:
    """The energy and its gradient."""

    def __init__(self, size: int, links: Sequence[tuple[int, int, float]]) -> None:
        import numpy as np
        from scipy import sparse
        from scipy.sparse.csgraph import connected_components

        rows = np.array([a for a, b, _ in links if a != b], np.int64)
        cols = np.array([b for a, b, _ in links if a != b], np.int64)
        data = np.array([s for a, b, s in links if a != b], float)
        upper = sparse.coo_matrix((data, (rows, cols)), shape=(size, size))
        self.links = (upper + upper.T).tocsr()
        parts, _ = connected_components(self.links, directed=False)
        self.across = _ACROSS if parts > 1 else 0.0
        self.size = size
        self.degree = np.asarray(self.links.sum(axis=1)).ravel()

    def attraction(self, x: Any) -> tuple[float, Any]:
        pull = self.degree[:, None] * x - self.links @ x
        if self.across:
            pull += self.across * self.size * (x - x.mean(axis=0))
        return 0.5 * float((x * pull).sum()), pull

    def distances(self, x: Any) -> Any:
        import numpy as np

        d = np.subtract.outer(x[:, 0], x[:, 0])
        np.multiply(d, d, out=d)
        e = np.subtract.outer(x[:, 1], x[:, 1])
        np.multiply(e, e, out=e)
        d += e
        np.sqrt(d, out=d)
        return d

    def best_scale(self, x: Any) -> float:
        """Return the factor at which the energy along the ray through x is least."""
        pulled, _ = self.attraction(x)
        return float(self.distances(x).sum() / 2 / (2 * pulled)) if pulled else 1.0

    def smooth(self) -> Any:
        """Return the two smoothest vectors of the network, by inverse iteration: the optimum of the attraction alone."""
        import numpy as np
        from scipy.sparse import diags
        from scipy.sparse.linalg import splu

        x = smoothed(self.links, self.degree, seed=0)
        # A little more than nothing on the diagonal keeps the matrix from being singular.
        small = 1e-4 * float(self.degree.mean() or 1.0)
        solver = splu((diags(self.degree + small) - self.links).tocsc())
        for _ in range(_SOLUTIONS):
            x = solver.solve(x - x.mean(axis=0))
            x[:, 0] /= np.sqrt(x[:, 0] @ x[:, 0])
            x[:, 1] -= x[:, 0] * float(x[:, 0] @ x[:, 1])
            x[:, 1] /= np.sqrt(x[:, 1] @ x[:, 1])
        chance = np.random.Generator(np.random.PCG64(1))
        return x * np.sqrt(self.size) + 1e-3 * chance.normal(size=x.shape)

    def __call__(self, flat: Any) -> tuple[float, Any]:
        import numpy as np

        x = flat.reshape(self.size, 2)
        energy, gradient = self.attraction(x)
        d = self.distances(x)
        energy -= float(d.sum()) / 2
        np.maximum(d, 1e-9, out=d)
        np.reciprocal(d, out=d)
        np.fill_diagonal(d, 0.0)
        gradient = gradient - (d.sum(axis=1)[:, None] * x - d @ x)
        return energy, gradient.ravel()


def smoothed(links: Any, degree: Any, seed: int) -> Any:
    """Return two smooth vectors of a network: noise averaged over neighbours again and again."""
    import numpy as np

    chance = np.random.Generator(np.random.PCG64(seed))
    x = chance.normal(size=(len(degree), 2))
    share = np.maximum(degree, 1e-12)[:, None]
    for _ in range(_SMOOTHINGS):
        x = 0.5 * x + 0.5 * (links @ x) / share
        x -= x.mean(axis=0)
        x /= np.sqrt((x * x).sum(axis=0))
        # The second vector stays square to the first.
        x[:, 1] -= x[:, 0] * float(x[:, 0] @ x[:, 1])
    x /= np.sqrt((x * x).mean(axis=0))
    return x + 0.01 * chance.normal(size=x.shape)


def canonical_places(places: Sequence[tuple[float, float]], heaviest: int = 0) -> Places:
    """Return the places centred, turned to their principal axes, mirrored so that ``heaviest`` is left and up, mean distance 1."""
    import math

    n = len(places)
    if n < 2:
        return [(0.0, 0.0)] * n
    cx, cy = math.fsum(x for x, _ in places) / n, math.fsum(y for _, y in places) / n
    moved = [(x - cx, y - cy) for x, y in places]
    xx, yy, xy = (math.fsum(v) for v in ((x * x for x, _ in moved), (y * y for _, y in moved), (x * y for x, y in moved)))
    angle = 0.5 * math.atan2(2 * xy, xx - yy)
    cos, sin = math.cos(angle), math.sin(angle)
    turned = [(x * cos + y * sin, y * cos - x * sin) for x, y in moved]
    flip_x, flip_y = (-1.0 if turned[heaviest][0] > 0 else 1.0), (-1.0 if turned[heaviest][1] < 0 else 1.0)
    scale = 1 / (mean_distance(turned) or 1.0)
    return [(x * flip_x * scale, y * flip_y * scale) for x, y in turned]


def mean_distance(places: Sequence[tuple[float, float]]) -> float:
    """Return the mean distance of all pairs of places (of a sample of 2,000 places where there are more)."""
    import math

    if len(places) > 2000:
        places = places[:: len(places) // 2000 + 1]
    pairs = len(places) * (len(places) - 1) / 2
    total = math.fsum(math.hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(places) for b in places[i + 1 :])
    return total / pairs if pairs else 0.0
