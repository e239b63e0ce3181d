#!/usr/bin/env python3
"""The order of rows in the files is no fact: whole documents of the chained rounds stay the same to the byte."""

import random
import shutil
import tempfile
import unittest
from pathlib import Path

from city import DATA, ROUNDS, after, run

SEEDS = 4


def shuffled(folder, seed):
    """Shuffles the rows of every file; the city's fields hold no line breaks."""
    draws = random.Random(seed)
    for path in sorted(folder.glob("*.csv")):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        draws.shuffle(rows)
        path.write_text(header + "".join(rows), encoding="utf-8")


class PermutedRows(unittest.TestCase):
    def test_give_the_same_documents(self):
        for seed in range(SEEDS):
            with tempfile.TemporaryDirectory() as folder:
                data = Path(folder) / "data"
                shutil.copytree(DATA, data)
                shuffled(data, seed)
                for round_id in ROUNDS:
                    options = ("reallocate", "--round", round_id, *after(round_id), "--format", "json")
                    given, permuted = run(*options), run(*options, data=data)
                    self.assertEqual((0, ""), (permuted.returncode, permuted.stderr))
                    self.assertEqual(given.stdout, permuted.stdout, f"seed {seed}, round {round_id}")


if __name__ == "__main__":
    unittest.main()
