"""What two threads give the peers that can use them: two_threads.py UNITS, with POLARS_MAX_THREADS=2."""

import json
import sys

import peer_duckdb
from measure import median, timed
from peer_polars import Polars
from year import ordinary

ROUNDS = 3


def main() -> None:
    year = ordinary(int(sys.argv[1]))
    for peer in (peer_duckdb.double_wide(year, threads=2), peer_duckdb.digits(year, threads=2), Polars(year)):
        time = median([timed(peer.rank_and_check) for _ in range(ROUNDS)])
        print(json.dumps([f"{peer.name}, two threads", time.seconds, time.processor]))


if __name__ == "__main__":
    main()
