"""The layout of large networks: VOS's springs, with the repulsion of far nodes read from a mesh.

The repulsion of VOS is a sum of distances, a kernel so smooth that a fast Fourier transform over a mesh gives it
to within a cell: the time of one step grows with the number of links, not with the square of the nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citekit.cocitation.descent import least
from citekit.cocitation.layout import canonical_places, smoothed
from citekit.model import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["spring_places"]

_CELLS = 256
_STAGES = 6
_ROUNDS = 60  # of each stage; then the mesh is laid anew round the nodes


def spring_places(size: int, links: Sequence[tuple[int, int, float]], *, seed: int = 0, heaviest: int = 0) -> list[tuple[float, float]]:
    """Return the places of a network too large for the exact layout, canonical.

    ``links`` are (node, node, association strength), each pair once.

    Raises:
        MissingExtra: numpy or scipy is not installed.
    """
    try:
        import numpy as np
        from scipy import sparse
    except ImportError as error:
        raise MissingExtra("the layout of a map", "map") from error
    rows = np.array([a for a, _, _ in links], np.int64)
    cols = np.array([b for _, b, _ in links], np.int64)
    data = np.array([s for _, _, s in links], float)
    upper = sparse.coo_matrix((data, (rows, cols)), shape=(size, size))
    network = (upper + upper.T).tocsr()
    degree = np.asarray(network.sum(axis=1)).ravel()
    # Parts without links to the rest are held by a weak pull to the middle.
    pull = 0.002 * float(degree.mean() or 1.0)

    def attraction(x: Any) -> tuple[float, Any]:
        force = degree[:, None] * x - network @ x + pull * x
        return 0.5 * float((x * force).sum()), force

    x = smoothed(network, degree, seed)
    for stage in range(_STAGES):
        mesh = _Mesh(x)
        energy, _ = attraction(x)
        x = x * (mesh.distances(x)[0] / (2 * energy) if energy and stage == 0 else 1.0)
        mesh = _Mesh(x)

        def total(flat: Any, mesh: _Mesh = mesh) -> tuple[float, Any]:
            at = flat.reshape(size, 2)
            pulled, force = attraction(at)
            apart, push = mesh.distances(at)
            return pulled - apart, (force - push).ravel()

        flat, _ = least(total, x.ravel(), rounds=_ROUNDS, tolerance=1e-9)
        x = flat.reshape(size, 2)
    return canonical_places([(float(a), float(b)) for a, b in x], heaviest)


class _Mesh:
    """Sums of distances and their gradient over a square mesh; a node is spread over 3 x 3 cells."""

    def __init__(self, x: Any) -> None:
        import numpy as np

        low, high = x.min(axis=0), x.max(axis=0)
        self.cell = float(max(high - low).max() or 1.0) * 1.6 / (_CELLS - 4)
        self.origin = (low + high) / 2 - self.cell * _CELLS / 2
        steps: Any = np.arange(2 * _CELLS)
        steps = np.minimum(steps, 2 * _CELLS - steps) * self.cell
        self.kernel = np.fft.rfft2(np.hypot.outer(steps, steps))

    def distances(self, x: Any) -> tuple[float, Any]:
        import numpy as np

        at = np.clip((x - self.origin) / self.cell, 1.0, _CELLS - 2.0)
        middle = np.rint(at).astype(np.int64)
        off = at - middle
        weight = np.stack([0.5 * (0.5 - off) ** 2, 0.75 - off**2, 0.5 * (0.5 + off) ** 2])
        slope = np.stack([off - 0.5, -2 * off, off + 0.5])
        density = np.zeros(_CELLS * _CELLS)
        for i in range(3):
            for j in range(3):
                cell = (middle[:, 0] + i - 1) * _CELLS + middle[:, 1] + j - 1
                density += np.bincount(cell, weight[i, :, 0] * weight[j, :, 1], _CELLS * _CELLS)
        wide = np.zeros((2 * _CELLS, 2 * _CELLS))
        wide[:_CELLS, :_CELLS] = density.reshape(_CELLS, _CELLS)
        field = np.fft.irfft2(np.fft.rfft2(wide) * self.kernel, wide.shape)[:_CELLS, :_CELLS].ravel()
        push = np.zeros_like(x)
        for i in range(3):
            for j in range(3):
                there = field[(middle[:, 0] + i - 1) * _CELLS + middle[:, 1] + j - 1]
                push[:, 0] += slope[i, :, 0] * weight[j, :, 1] * there
                push[:, 1] += weight[i, :, 0] * slope[j, :, 1] * there
        return 0.5 * float(density @ field), push / self.cell
