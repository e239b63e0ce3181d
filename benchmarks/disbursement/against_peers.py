"""Twelve rankings and the check of three months: ours and each peer in turn, on the same data, one thread each."""

import json
import os
import subprocess
import sys
from pathlib import Path

import peer_duckdb
from measure import Time, median, result, timed
from ours import Giaingan, Library
from peer_pandas import Numpy, Pandas
from peer_polars import Polars
from peer_sqlite import SQLite
from year import Year

ROUNDS = 5
SLOW_ROUNDS = 3
SLOW = 1  # seconds that a round takes: fewer of them then
IN_DOUBLES = (peer_duckdb.double, peer_duckdb.double_wide, Polars, Pandas, Numpy, SQLite)
EXACT = (peer_duckdb.digits, peer_duckdb.hugeint, peer_duckdb.hugeint_wide)


def run(year: Year, library: Library) -> None:
    """Peers that decide in doubles."""
    _run("in doubles", IN_DOUBLES, year, library)


def run_exact(year: Year, library: Library) -> None:
    """Peers that decide exactly: their results must be ours."""
    if differing := _run("exactly", EXACT, year, library):
        raise RuntimeError(f"computing exactly, but ranks or flags differ: {', '.join(differing)}")


def _run(how: str, peers: tuple, year: Year, library: Library) -> list[str]:
    """One peer after the other, so that what is measured is printed whatever becomes of the next. Who differs."""
    ours = Giaingan(year, library)
    differing = []
    print(f"\nTwelve rankings and the check of §3 {how}, {year.units:,} units, one thread (medians):\n")
    print("| | seconds | processor | ours beside it | times ours | ranks that differ | flags that differ |")
    print("|---|---|---|---|---|---|---|")
    for make in peers:
        peer = make(year)
        own, others = _in_turn(ours, peer)
        ratio = others.processor / own.processor
        ranks = int((peer.ranks() != ours.ranks()).sum())
        flags = int((peer.flagged() != ours.flagged()).sum())
        print(f"| {peer.name} | {others.seconds:.3f} | {others.processor:.3f} | {own.processor:.4f} | {ratio:.1f} "
              f"| {ranks:,} | {flags:,} |")
        result("disbursement", year.units, peer.name, ratio)
        if ranks or flags:
            differing.append(peer.name)
    ours.close()
    return differing


def _in_turn(ours: Giaingan, peer) -> tuple[Time, Time]:
    """Ours and the peer, one round each in turn."""
    times: list[tuple[Time, Time]] = []
    rounds = ROUNDS
    while len(times) < rounds:
        times.append((timed(ours.rank_and_check), timed(peer.rank_and_check)))
        if times[0][1].processor > SLOW:
            rounds = SLOW_ROUNDS
    own, others = zip(*times, strict=True)
    return median(list(own)), median(list(others))


def run_two_threads(units: int) -> None:
    """A process of its own, as Polars fixes its threads once for all."""
    script = Path(__file__).with_name("two_threads.py")
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    print(f"\nThe same peers on two threads, {units:,} units (medians):\n\n| | seconds | processor |\n|---|---|---|")
    for line in subprocess.run([sys.executable, script, str(units)], check=True, env=environment,
                               capture_output=True, text=True).stdout.splitlines():
        name, seconds, processor = json.loads(line)
        print(f"| {name} | {seconds:.3f} | {processor:.3f} |")
