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
EXACT = ("duckdb", "duckdb-digits")


def run(year: Year, library: Library) -> None:
    ours = Giaingan(year, library)
    peers = [peer_duckdb.hugeint(year), peer_duckdb.digits(year), peer_duckdb.double(year), Polars(year),
             Pandas(year), Numpy(year), SQLite(year)]
    times = _in_turn(ours, peers)
    print(f"\nTwelve rankings and the check of §3, {year.units:,} units, one thread (medians):\n")
    print("| | seconds | processor | times ours | ranks that differ | flags that differ |")
    print("|---|---|---|---|---|---|")
    _row(ours.name, times[ours.name], "", "", "")
    for peer in peers:
        ranks = int((peer.ranks() != ours.ranks()).sum())
        flags = int((peer.flagged() != ours.flagged()).sum())
        _row(peer.name, times[peer.name], f"{_ratio(times, peer, ours):.1f}", f"{ranks:,}", f"{flags:,}")
        if peer.name in EXACT and (ranks or flags):
            raise RuntimeError(f"{peer.name} computes exactly and differs: {ranks} ranks, {flags} flags")
    _two_threads(year)
    print()
    for peer in peers:
        result("disbursement", year.units, peer.name, _ratio(times, peer, ours))
    ours.close()


def _in_turn(ours: Giaingan, peers: list) -> dict[str, Time]:
    everyone = [ours, *peers]
    times: dict[str, list[Time]] = {one.name: [] for one in everyone}
    for turn in range(ROUNDS):
        for one in everyone:
            if turn < SLOW_ROUNDS or one.name not in ("duckdb", "sqlite"):
                times[one.name].append(timed(one.rank_and_check))
    return {name: median(of_one) for name, of_one in times.items()}


def _ratio(times: dict[str, Time], peer, ours: Giaingan) -> float:
    return times[peer.name].processor / times[ours.name].processor


def _row(name: str, time: Time, *rest: str) -> None:
    print(f"| {name} | {time.seconds:.3f} | {time.processor:.3f} | {' | '.join(rest)} |")


def _two_threads(year: Year) -> None:
    """A process of its own, as Polars fixes its threads once for all."""
    script = Path(__file__).with_name("two_threads.py")
    environment = {**os.environ, "POLARS_MAX_THREADS": "2"}
    for line in subprocess.run([sys.executable, script, str(year.units)], check=True, env=environment,
                               capture_output=True, text=True).stdout.splitlines():
        name, seconds, processor = json.loads(line)
        _row(name, Time(seconds, processor), "", "", "")
