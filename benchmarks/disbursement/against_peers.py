"""Twelve rankings and the check of three months: ours and the peers in turn, on the same data, one thread each."""

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
SLOW = 4  # seconds that a round takes: fewer of them then
EXACT = ("duckdb", "duckdb-wide", "duckdb-digits-wide")
PEERS = (peer_duckdb.double, peer_duckdb.double_wide, Polars, Pandas, Numpy, peer_duckdb.digits,
         peer_duckdb.hugeint, SQLite, peer_duckdb.hugeint_wide)


def run(year: Year, library: Library) -> None:
    """One peer after the other, so that what is measured is printed whatever becomes of the next."""
    ours = Giaingan(year, library)
    print(f"\nTwelve rankings and the check of §3, {year.units:,} units, one thread (medians):\n")
    print("| | seconds | processor | ours beside it | times ours | ranks that differ | flags that differ |")
    print("|---|---|---|---|---|---|---|")
    for make in PEERS:
        peer = make(year)
        own, others = _in_turn(ours, peer)
        ratio = others.processor / own.processor
        ranks = int((peer.ranks() != ours.ranks()).sum())
        flags = int((peer.flagged() != ours.flagged()).sum())
        _row(peer.name, others, f"{own.processor:.4f}", f"{ratio:.1f}", f"{ranks:,}", f"{flags:,}")
        if peer.name in EXACT and (ranks or flags):
            raise RuntimeError(f"{peer.name} computes exactly and differs: {ranks} ranks, {flags} flags")
        result("disbursement", year.units, peer.name, ratio)
    _two_threads(year)
    ours.close()


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


def _row(name: str, time: Time, *rest: str) -> None:
    print(f"| {name} | {time.seconds:.3f} | {time.processor:.3f} | {' | '.join(rest)} |")


def _two_threads(year: Year) -> None:
    """A process of its own, as Polars fixes its threads once for all."""
    script = Path(__file__).with_name("two_threads.py")
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    for line in subprocess.run([sys.executable, script, str(year.units)], check=True, env=environment,
                               capture_output=True, text=True).stdout.splitlines():
        name, seconds, processor = json.loads(line)
        _row(name, Time(seconds, processor), "", "", "", "")
