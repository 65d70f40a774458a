"""Limited-memory BFGS (Nocedal 1980) with backtracking, small enough to give the same steps on every machine.

scipy's own spends its time in threads of the linear algebra library where other programs use the processor.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["least"]

_MEMORY = 12
_SHORTEST = 1e-10


def least(energy: Callable[[Any], tuple[float, Any]], x: Any, *, rounds: int = 2000, tolerance: float = 1e-13) -> tuple[Any, float]:
    """Return where a smooth energy is least near ``x``, and its value there.

    ``energy`` returns the value and the gradient at a flat array. Ends when two steps in a row gain less than
    ``tolerance`` of the value.
    """
    import numpy as np

    value, gradient = energy(x)
    past: deque[tuple[Any, Any, float]] = deque(maxlen=_MEMORY)
    idle = 0
    for _ in range(rounds):
        way = gradient.copy()
        factors = []
        for step, change, scale in reversed(past):
            factor = scale * float(step @ way)
            factors.append(factor)
            way -= factor * change
        if past:
            step, change, scale = past[-1]
            way /= scale * float(change @ change)
        else:
            way /= max(float(np.abs(gradient).max()), 1e-300)
        for (step, change, scale), factor in zip(past, reversed(factors), strict=True):
            way += (factor - scale * float(change @ way)) * step
        slope = float(gradient @ way)
        if slope <= 0:
            past.clear()
            way, slope = gradient.copy(), float(gradient @ gradient)
            if slope == 0:
                break
        length = 1.0
        while True:
            there = x - length * way
            new_value, new_gradient = energy(there)
            if new_value <= value - 1e-4 * length * slope or length < _SHORTEST:
                break
            length /= 2
        step, change = there - x, new_gradient - gradient
        curve = float(step @ change)
        if curve > 1e-12 * float(change @ change):
            past.append((step, change, 1 / curve))
        idle = idle + 1 if abs(value - new_value) <= tolerance * abs(new_value) else 0
        if new_value <= value:
            x, value, gradient = there, new_value, new_gradient
        if idle == 2:
            break
    return x, value
