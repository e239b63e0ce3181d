#!/usr/bin/env python3
"""reallocate --after applies the proposals of earlier rounds, as the demo does."""

import csv
import shutil
import tempfile
import unittest
from pathlib import Path

from city import DATA, ROUNDS, after, document, run, text


class ChainedRounds(unittest.TestCase):
    def test_are_those_of_the_demo(self):
        demo = text("demo")
        for round_id in ROUNDS:
            alone = text("reallocate", "--round", round_id, *after(round_id))
            table = alone.split("\nGIẢ ĐỊNH", 1)[0]
            self.assertIn(table, demo)

    def test_differ_from_a_round_that_sees_no_proposal(self):
        alone = document("reallocate", "--round", "2024-09")
        chained = document("reallocate", "--round", "2024-09", "--after", "2024-06")
        self.assertEqual([], alone["earlier_rounds_seen"])
        self.assertEqual(["2024-06"], chained["earlier_rounds_seen"])
        self.assertNotEqual(alone["cuts"], chained["cuts"])
        self.assertEqual(alone.keys(), chained.keys())
        self.assertIn("KHÔNG có thay đổi kế hoạch nào của đợt này trong số liệu",
                      text("reallocate", "--round", "2024-09"))

    def test_come_in_the_policys_order_however_they_are_named(self):
        named = [document("reallocate", "--round", "2024-11", "--after", one, "--after", other)
                 for one, other in (("2024-06", "2024-09"), ("2024-09", "2024-06"))]
        self.assertEqual(named[0], named[1])

    def test_see_decisions_that_were_entered(self):
        proposal = document("reallocate", "--round", "2024-06")
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            shutil.copytree(DATA, data)
            with open(data / "plan_changes.csv", "a", encoding="utf-8", newline="") as file:
                add = csv.writer(file)
                for cut in proposal["cuts"]:
                    add.writerow([cut["allocation"], proposal["effective"], -cut["amount"], "2024-06"])
                for addition in proposal["additions"]:
                    add.writerow([addition["allocation"], proposal["effective"], addition["amount"], "2024-06"])
            entered = run("reallocate", "--round", "2024-09", data=data)
            twice = run("reallocate", "--round", "2024-09", "--after", "2024-06", data=data)
        self.assertEqual(text("reallocate", "--round", "2024-09", "--after", "2024-06"), entered.stdout)
        self.assertEqual(1, twice.returncode)
        self.assertIn("plan_changes.csv: the dataset already holds plan changes of the round \"2024-06\"", twice.stderr)
        self.assertIn("leave out --after 2024-06", twice.stderr)

    def test_refuse_what_is_no_earlier_round(self):
        wrong = run("reallocate", "--round", "2024-09", "--after", "2024-11", "--after", "2024-13")
        self.assertEqual((1, ""), (wrong.returncode, wrong.stdout))
        for round_id in ("2024-11", "2024-13"):
            self.assertIn(f'the policy has no round "{round_id}" before "2024-09"; expected one of 2024-06',
                          wrong.stderr)


if __name__ == "__main__":
    unittest.main()
