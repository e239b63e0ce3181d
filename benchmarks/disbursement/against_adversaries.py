"""Keys made to be hard, beside ordinary ones: what they cost ours, and that the results stay exact."""

import numpy as np

import adversarial
import peer_duckdb
from measure import Time, median, result, timed
from ours import Giaingan, Library
from peer_pandas import Numpy
from year import Year

ROUNDS = 5


def run(year: Year, library: Library) -> None:
    times = {"ordinary": _times(year, library)}
    wrong = {"ordinary": _confirm("ordinary", year, library)}
    for kind, make in adversarial.KINDS.items():
        hard = make(year.units)
        times[kind] = _times(hard, library)
        wrong[kind] = _confirm(kind, hard, library)
    print(f"\nAdversarial keys, {year.units:,} units, one thread (medians of {ROUNDS}, milliseconds of the processor):\n")
    print("| | twelve rankings | check | both | times ordinary | ranks wrong in doubles | flags wrong in doubles |")
    print("|---|---|---|---|---|---|---|")
    ordinary = _both(times["ordinary"])
    for kind, (rank, check) in times.items():
        both = rank.processor + check.processor
        print(f"| {kind} | {rank.processor * 1e3:.1f} | {check.processor * 1e3:.2f} | {both * 1e3:.1f} "
              f"| {both / ordinary:.2f} | {wrong[kind][0]:,} | {wrong[kind][1]:,} |")
    print()
    worst = max(_both(both) for both in times.values())
    result("disbursement-adversarial", year.units, "ordinary", worst / ordinary)


def _both(times: tuple[Time, Time]) -> float:
    return sum(time.processor for time in times)


def _times(year: Year, library: Library) -> tuple[Time, Time]:
    ours = Giaingan(year, library)
    rank = median([timed(ours.rank) for _ in range(ROUNDS)])
    check = median([timed(ours.check) for _ in range(ROUNDS)])
    ours.close()
    return rank, check


def _confirm(kind: str, year: Year, library: Library) -> tuple[int, int]:
    """How many ranks and flags doubles get wrong; ours must be those that DuckDB computes exactly."""
    ours = Giaingan(year, library)
    exact = peer_duckdb.digits(year)
    doubles = Numpy(year)
    for one in (ours, exact, doubles):
        one.rank_and_check()
    if not (np.array_equal(ours.ranks(), exact.ranks()) and np.array_equal(ours.flagged(), exact.flagged())):
        raise RuntimeError(f"results differ from DuckDB's exact ones: {kind}")
    wrong = (int((doubles.ranks() != exact.ranks()).sum()), int((doubles.flagged() != exact.flagged()).sum()))
    ours.close()
    return wrong
