"""The benchmark of the completion evaluation: bench.py [UNITS], in the environment that `run` beside it sets up.

Ten criteria of 100,000 units, seven of them ratios, then three: ours and each peer in turn, on the same table, one
thread each. docs/performance.md shows what it prints.
"""

import os
import sys
from fractions import Fraction
from pathlib import Path

# One thread; Polars reads it when it is imported.
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import numpy as np  # noqa: E402

import peers  # noqa: E402
import table  # noqa: E402
from measure import Time, median, result, timed  # noqa: E402
from ours import Giaingan  # noqa: E402
from peer_zen import Zen  # noqa: E402

UNITS = 100_000
ROUNDS = 21
SLOW_ROUNDS = 5
SLOW = 0.5  # seconds that a round takes: fewer of them then
ZEN_SAMPLE = 1_000
CHECKED = 2_000  # units whose rating is worked out in fractions


def main() -> None:
    sys.stdout.reconfigure(line_buffering=True)
    units = int(sys.argv[1]) if len(sys.argv) > 1 else UNITS
    _run("evaluation", units, 7)
    _run("evaluation-counts", units, 3)


def _run(name: str, units: int, ratios: int) -> None:
    given = table.made(units, ratios)
    ours = Giaingan(given, Path(os.environ["GIAINGAN_BUILD"]) / "capi" / "libgiaingan.so.1")
    ours.rate()
    _confirm(ours, given)
    sample = min(ZEN_SAMPLE, units)
    print(f"\nTen criteria, {ratios} of them ratios, three limits, {units:,} units, one thread (medians, milliseconds of "
          "the processor):\n")
    print("| | milliseconds | ours beside it | times ours | classes that differ |")
    print("|---|---|---|---|---|")
    for make in (peers.Numpy, peers.DuckDB, peers.DuckDBExact, peers.Pandas, peers.Polars):
        _beside(name, ours, make(given), 1)
    _beside(name, ours, Zen(given, sample), units / sample)
    print(f"\nzen was measured on {sample:,} units and its time multiplied by {units / sample:g}.\n")


def _beside(name: str, ours: Giaingan, peer, scale: float) -> None:
    own, others = _in_turn(ours, peer)
    milliseconds = others.processor * scale * 1e3
    ratio = others.processor * scale / own.processor
    classes = peer.classes()
    wrong = int((classes != ours.classes()[:len(classes)]).sum())
    if wrong and peer.name == "duckdb-exact":
        raise RuntimeError("computing exactly, but classes differ")
    print(f"| {peer.name} | {milliseconds:.1f} | {own.processor * 1e3:.2f} | {ratio:.1f} | {wrong:,} of {len(classes):,} |")
    result(name, len(ours.classes()), peer.name, ratio)


def _in_turn(ours: Giaingan, peer) -> tuple[Time, Time]:
    """Ours and the peer, one round each in turn."""
    times: list[tuple[Time, Time]] = []
    rounds = ROUNDS
    peer.rate()
    while len(times) < rounds:
        times.append((timed(ours.rate), timed(peer.rate)))
        if times[0][1].processor > SLOW:
            rounds = SLOW_ROUNDS
    own, others = zip(*times, strict=True)
    return median(list(own)), median(list(others))


def _confirm(ours: Giaingan, given: table.Table) -> None:
    """Bands, totals and classes of some units, worked out in fractions."""
    bands = {metric: ours.bands(metric) for metric in given.criteria}
    (num, (den,)), classes = ours.totals(), ours.classes()
    for row in np.linspace(0, given.units - 1, min(CHECKED, given.units)).astype(int):
        total = Fraction(0)
        for metric, (bounds, points) in given.criteria.items():
            value = Fraction(int(given.num[metric][row]), int(given.den[metric][row]) if metric in given.den else 1)
            band = sum(value >= Fraction(bound) for bound in bounds)
            total += Fraction(points[band])
            if bands[metric][row] != band:
                raise RuntimeError(f"row {row}: {metric} lies in band {band}")
        rated = next(i for i, (_, bound) in enumerate(table.CLASSES) if bound is None or total >= bound)
        for _, metric, value, limit in table.LIMITS:
            if given.num[metric][row] >= value:
                rated = max(rated, limit)
        if Fraction(int(num[row]), int(den)) != total or classes[row] != rated:
            raise RuntimeError(f"row {row}: total {total}, class {rated}")


if __name__ == "__main__":
    main()
