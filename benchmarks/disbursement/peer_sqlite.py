"""SQLite in doubles (its integers have 64 bits: c·P doesn't fit), a wide table in memory."""

import sqlite3

import numpy as np

from year import MONTHS, Year

NUMBERS = range(1, MONTHS + 1)


class SQLite:
    name = "sqlite"

    def __init__(self, year: Year):
        self._connection = sqlite3.connect(":memory:")
        columns = [f"c{m}" for m in NUMBERS] + [f"p{m}" for m in NUMBERS]
        declared = ", ".join(f"{column} INTEGER" for column in columns)
        self._connection.execute(f"CREATE TABLE wide (unit INTEGER PRIMARY KEY, {declared})")
        figures = np.concatenate([np.arange(year.units)[None], year.disbursed, year.plan]).T
        self._connection.executemany(f"INSERT INTO wide VALUES ({', '.join('?' * figures.shape[1])})",
                                     figures.tolist())
        self._connection.commit()
        for name in [*(f"rank{m}" for m in NUMBERS), "flagged"]:
            self._connection.execute(f"CREATE TABLE {name} (unit INTEGER, value INTEGER)")

    def rank_and_check(self) -> None:
        for m in NUMBERS:
            self._fill(f"rank{m}", f"SELECT unit, rank() OVER (ORDER BY 1.0 * c{m} / p{m} DESC) FROM wide")
        averages = ", ".join(f"1.0 * sum(c{m}) / sum(p{m}) AS average{m}" for m in NUMBERS)
        below = ", ".join(f"1.0 * c{m} / p{m} < average{m} AS b{m}" for m in NUMBERS)
        runs = " OR ".join(f"(b{m} AND b{m + 1} AND b{m + 2})" for m in range(1, MONTHS - 1))
        self._fill("flagged", f"""WITH averages AS MATERIALIZED (SELECT {averages} FROM wide),
          months AS MATERIALIZED (SELECT unit, {below} FROM wide, averages) SELECT unit, {runs} FROM months""")

    def _fill(self, table: str, query: str) -> None:
        self._connection.execute(f"DELETE FROM {table}")
        self._connection.execute(f"INSERT INTO {table} {query}")

    def ranks(self) -> np.ndarray:
        return np.stack([self._column(f"rank{m}") for m in NUMBERS])

    def flagged(self) -> np.ndarray:
        return self._column("flagged").astype(bool)

    def _column(self, table: str) -> np.ndarray:
        rows = self._connection.execute(f"SELECT value FROM {table} ORDER BY unit")
        return np.fromiter((value for value, in rows), np.int64)
