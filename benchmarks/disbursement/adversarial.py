"""Years made to be hard: keys that a quotient's first bits, a double or a sort on few bits can't tell apart."""

import numpy as np

from year import MILLION, MONTHS, Year

NUMBERS = np.arange(1, MONTHS + 1)[:, None]


def equal(units: int, seed: int = 1) -> Year:
    """Every ratio of a month is the same fraction: everyone ties, and stands exactly at the average."""
    plan = np.tile(_draw(seed).integers(1, 100_000, units) * 120 * MILLION, (MONTHS, 1))
    return Year(plan, plan // 120 * NUMBERS * 9)


def nearly_equal(units: int, seed: int = 2) -> Year:
    """A few đồng around one ratio of plans near 5·10^12: the first 32 bits of every quotient are equal."""
    draw = _draw(seed)
    plan = np.tile(draw.integers(45 * 10**11, 5 * 10**12, units), (MONTHS, 1))
    # ⌊p · 7m / 100⌋ and at most 31 đồng more: the ratios of a month lie within 10^-11.
    return Year(plan, plan * (7 * NUMBERS) // 100 + draw.integers(0, 32, plan.shape))


def doubles_tie(units: int, seed: int = 3) -> Year:
    """Plans to the đồng in pairs whose ratios differ by 1 / (p·q), the least that two fractions can: doubles tie."""
    pairs = [_neighbours(*figures) for figures in zip(*_coprime((units + 1) // 2, _draw(seed)), strict=True)]
    figures = np.array(pairs, np.int64).reshape(-1, 2)[:units]
    plan, disbursed = figures[:, 1], figures[:, 0]
    # Another unit's figures every month, so that no month repeats the order of the one before.
    step = max(units // MONTHS, 1)
    return Year(np.stack([np.roll(plan, step * month) for month in range(MONTHS)]),
                np.stack([np.roll(disbursed, step * month) for month in range(MONTHS)]))


def _coprime(count: int, draw: np.random.Generator) -> tuple[list[int], list[int]]:
    """Disbursed and plan, in lowest terms, around 86 % of some 300 tỷ."""
    plan = draw.integers(2 * 10**11, 4 * 10**11, count)
    disbursed = plan * 86 // 100 + draw.integers(0, 10**9, count)
    while (common := np.gcd(plan, disbursed) > 1).any():
        disbursed[common] += 1
    return disbursed.tolist(), plan.tolist()


def _neighbours(disbursed: int, plan: int) -> tuple[int, int, int, int]:
    """The fraction, and one x / y with disbursed·y - x·plan = 1 and y of the same size."""
    y = pow(disbursed, -1, plan)
    if y < plan // 2:
        y += plan
    return disbursed, plan, (disbursed * y - 1) // plan, y


def _draw(seed: int) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


KINDS = {"equal": equal, "nearly equal": nearly_equal, "doubles tie": doubles_tie}
