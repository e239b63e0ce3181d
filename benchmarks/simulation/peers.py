"""The same years in doubles: numpy, scenario by scenario, and DuckDB, a query a scenario."""

import duckdb
import numpy as np

from city import BANDS, CAP, CLASSES, LONG, MONTHS, QUOTA, TOTALS, City


class Numpy:
    """As one would write it."""

    name = "numpy"

    def __init__(self, city: City):
        self.units = city.plan.shape[1]
        self.plan = city.plan.astype(np.float64)
        self.share = (city.share / 10_000)[:, city.kind]
        self.year = city.year_factors / 100
        self.month = city.month_factors / 100
        self.random = np.random.default_rng(1)

    def drawn(self) -> np.ndarray:
        factors = self.random.choice(self.month, (MONTHS, self.units))
        return np.minimum(np.minimum(self.share * factors, 1) * self.random.choice(self.year, self.units), 1)

    def scenario(self) -> list[int]:
        """Flagged in the year, flagged at the end, disbursed at the end, and how many are in each class."""
        return judged(self.plan, self.drawn())


def judged(plan: np.ndarray, share: np.ndarray) -> list[int]:
    part = np.floor(plan * share)
    spent = np.empty_like(plan)
    before = np.zeros(plan.shape[1])
    for month in range(MONTHS):
        before = before + np.maximum(np.minimum(part[month], plan[month] - before), 0)
        spent[month] = before
    ratio = spent / plan
    below = ratio < (spent.sum(1) / plan.sum(1))[:, None]
    assert LONG == 3
    long = below[:-2] & below[1:-1] & below[2:]
    times = long[0].astype(np.int64) + (long[1:] & ~long[:-1]).sum(0)
    flagged = long[-1]
    values = {"final_ratio": ratio[-1], "months_below_average": below.sum(0), "times_flagged": times}
    total = sum(np.asarray(points)[np.searchsorted(bounds, values[metric], side="right")]
                for metric, (bounds, points) in BANDS.items())
    rated = 3 - np.searchsorted(TOTALS[::-1], total, side="right")
    rated = np.where(flagged, np.maximum(rated, CAP), rated)
    best = np.flatnonzero(rated == 0)
    good = int((rated == 1).sum())
    kept = min(len(best), QUOTA[0] * (good + len(best)) // (QUOTA[0] + QUOTA[1]))
    if kept < len(best):
        totals = np.sort(total[best])[::-1]
        line = totals[kept] if kept else np.inf
        rated[best[total[best] <= line if kept else slice(None)]] = 1  # tied across the line: nobody keeps the class
    return [int(long.any(0).sum()), int(flagged.sum()), int(spent[-1].sum()), *np.bincount(rated, minlength=4).tolist()]


class NumpyTuned(Numpy):
    """The fastest form that we know: a byte a draw, and the factors looked up by month and class at once."""

    name = "numpy-tuned"

    def __init__(self, city: City):
        super().__init__(city)
        shares = (city.share / 10_000)[:, :, None] * self.month
        self.table = np.minimum(shares, 1).reshape(MONTHS, CLASSES * 256)
        self.first = city.kind * 256

    def drawn(self) -> np.ndarray:
        return self.of_bytes(self.random.integers(0, 256, (MONTHS + 1, self.units), dtype=np.uint8))

    def of_bytes(self, draws: np.ndarray) -> np.ndarray:
        year = self.year[draws[0]]
        return np.minimum(np.stack([self.table[m][self.first + draws[m + 1]] for m in range(MONTHS)]) * year, 1)


class DuckDB:
    """A row a unit with a column a month, which was the fastest form that we found; the quota is left out."""

    name = "duckdb"

    def __init__(self, city: City):
        self.connection = duckdb.connect(config={"threads": 1})
        units = city.plan.shape[1]
        columns = {"unit": np.arange(units), "kind": city.kind}
        for m in range(MONTHS):
            columns[f"p{m}"] = city.plan[m].astype(np.float64)
            columns[f"s{m}"] = city.share[m][city.kind] / 10_000
        self.connection.execute("create table city (" + ", ".join(
            f"{name} {'bigint' if name in ('unit', 'kind') else 'double'}" for name in columns) + ")")
        rows = list(zip(*(values.tolist() for values in columns.values()), strict=True))
        self.connection.executemany(f"insert into city values ({', '.join('?' * len(columns))})", rows)
        factors = {"byte": np.arange(256), "year": city.year_factors / 100, "month": city.month_factors / 100}
        for name in ("year", "month"):
            values = ", ".join(f"{f}" for f in factors[name])
            self.connection.execute(f"create macro {name}_factor(b) as ([{values}]::double[])[(b + 1)::bigint]")
        self.query = self._query()
        self.number = 0

    def _query(self) -> str:
        shares = ", ".join(
            f"least(least(s{m} * month_factor(hash(unit, $1, {m + 1}) % 256), 1) * year, 1) as r{m}" for m in range(MONTHS))
        steps = "drawn as (select *, year_factor(hash(unit, $1, 0) % 256) as year from city), " \
                f"shares as (select *, {shares} from drawn), " \
                "x0 as (select *, least(floor(p0 * r0), p0) as x0 from shares)"
        for m in range(1, MONTHS):
            steps += f", x{m} as (select *, x{m - 1} + greatest(least(floor(p{m} * r{m}), p{m} - x{m - 1}), 0) as x{m} from x{m - 1})"
        last = MONTHS - 1
        averages = ", ".join(f"sum(x{m}) / sum(p{m}) as a{m}" for m in range(MONTHS))
        below = ", ".join(f"(x{m} / p{m} < a{m}) as b{m}" for m in range(MONTHS))
        long = ", ".join(f"(b{m} and b{m + 1} and b{m + 2}) as l{m}" for m in range(MONTHS - 2))
        months = " + ".join(f"b{m}::int" for m in range(MONTHS))
        times = "l0::int + " + " + ".join(f"(l{m} and not l{m - 1})::int" for m in range(1, MONTHS - 2))
        ever = " or ".join(f"l{m}" for m in range(MONTHS - 2))
        points = " + ".join(
            "case " + " ".join(f"when {metric} < {bound} then {p}" for bound, p in zip(*BANDS[metric], strict=False))
            + f" else {BANDS[metric][1][-1]} end" for metric in BANDS)
        classes = "case " + " ".join(f"when total >= {bound} then {i}" for i, bound in enumerate(TOTALS)) + " else 3 end"
        return (f"with {steps}, averages as (select {averages} from x{last}), "
                f"marked as (select *, {below} from x{last}, averages), runs as (select *, {long} from marked), "
                f"metrics as (select *, ({ever}) as ever, l{MONTHS - 3} as now, {months} as months_below_average, "
                f"{times} as times_flagged, x{last} / p{last} as final_ratio from runs), "
                f"scored as (select *, {points} as total from metrics), "
                f"rated as (select *, case when now then greatest({classes}, {CAP}) else {classes} end as class from scored) "
                f"select sum(ever::int), sum(now::int), sum(x{last}), "
                + ", ".join(f"count(*) filter (class = {c})" for c in range(4)) + " from rated")

    def scenario(self) -> list[int]:
        self.number += 1
        return [int(v) for v in self.connection.execute(self.query, [self.number]).fetchone()]
