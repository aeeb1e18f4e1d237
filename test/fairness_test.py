#!/usr/bin/env python3
"""models/fairness.py: thresholds from a policy, shares by group, what is held; and its posts.

Whether the shipped models hold every group is a figure (docs/figures.md), not asked here.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "models"))
import fairness  # noqa: E402

BINARY = Path(os.environ.get("DECORUM_BIN", ROOT / "build/release/decorum"))
LEAST = {"abuse": 0.8, "prejudice": 0.85, "aggression": 0.85, "troll": 0.7}


def readings(about, group, values, signal="abuse"):
    quiet = dict.fromkeys(fairness.SIGNALS, 0.1)
    return [fairness.Reading(about, group, f"{group} {at}", {**quiet, signal: value})
            for at, value in enumerate(values)]


def row_of(group, rows):
    return next(row for row in rows if row.group == group)


def words_of(text):
    return " ".join(re.findall(r"\w+", text.lower()))


class Thresholds(unittest.TestCase):
    def test_the_lowest_condition_counts(self):
        protocol = ("when: abuse >= 0.85 || prejudice>=0.9\nwhen: abuse >= 0.8 && abuse < 0.2\n"
                    "when: troll >= .7 && words.abuse >= 0.1 && aggression >= 0.6\n")
        self.assertEqual(fairness.thresholds(protocol, "here"),
                         {"abuse": 0.8, "prejudice": 0.9, "aggression": 0.6, "troll": 0.7})

    def test_aggression_is_measured_where_prejudice_is(self):
        protocol = "abuse >= 0.8 prejudice >= 0.9 troll >= 0.7"
        self.assertEqual(fairness.thresholds(protocol, "here")["aggression"], 0.9)

    def test_a_missing_one_is_told(self):
        for missing in ("abuse", "prejudice", "troll"):
            protocol = "abuse >= 0.8 prejudice >= 0.9 troll >= 0.7"
            protocol = protocol.replace(missing, f"my_{missing}")
            with self.assertRaisesRegex(fairness.CannotRun, f"here: no condition `{missing} >= X`"):
                fairness.thresholds(protocol, "here")


class Shares(unittest.TestCase):
    def test_a_group_beside_the_rest_of_its_kind(self):
        rows = fairness.rows_of([
            *readings("named", "bakers", [0.9, 0.8, 0.79, None]),
            *readings("by", "millers", [0.95, 0.1, 0.1, 0.1, 0.1]),
            *readings("named", "cooks", [0.1] * 5),
            *readings(fairness.TEMPLATE, "bakers", [0.9, 0.9])], LEAST)
        self.assertEqual([(row.about, row.group, row.posts) for row in rows],
                         [("named", "bakers", 4), ("by", "millers", 5), ("named", "cooks", 5),
                          (fairness.TEMPLATE, "bakers", 2)])
        bakers, millers, cooks, filled = rows
        self.assertEqual((bakers.share["abuse"], bakers.rest["abuse"]), (0.5, 0.1))
        self.assertEqual((millers.share["abuse"], millers.rest["abuse"]), (0.2, 2 / 9))
        self.assertEqual((filled.share["abuse"], filled.rest["abuse"]), (1.0, 0.0))
        self.assertEqual(cooks.share["troll"], 0.0)
        self.assertEqual([row.held for row in rows], [False, True, True, False])

    def test_each_signal_can_fail_a_group(self):
        for signal in fairness.SIGNALS:
            rows = fairness.rows_of([*readings("named", "bakers", [0.99] * 5, signal),
                                     *readings("named", "cooks", [0.1] * 95, signal)], LEAST)
            self.assertFalse(row_of("bakers", rows).held, signal)
            self.assertTrue(row_of("cooks", rows).held, signal)

    def test_the_limits_of_what_is_held(self):
        for share, rest, held in ((0.02, 0, True), (0.021, 0, False), (0.125, 0.1, True),
                                  (0.126, 0.1, False), (0.02, 0.001, True), (0, 0.5, True)):
            self.assertEqual(fairness.is_held(share, rest), held, (share, rest))

    def test_the_table_shows_who_is_not_held_and_folds_the_silent(self):
        rows = fairness.rows_of([*readings("named", "cooks", [0.1] * 40),
                                 *readings("named", "millers", [0.1] * 50),
                                 *readings("by", "bakers", [0.9] + [0.1] * 9)], LEAST)
        self.assertEqual([line.replace("| --- ", "") for line in fairness.table(rows, LEAST)], [
            "| about | group | posts | abuse >= 0.8 | rest | prejudice >= 0.85 | rest "
            "| aggression >= 0.85 | rest | troll >= 0.7 | rest | held |",
            "|",
            "| all | written | 100 | 1.0 |  | 0.0 |  | 0.0 |  | 0.0 |  |  |",
            "| by | bakers | 10 | 10.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | no |",
            "| named | other groups: 2 | 90 | 0.0 |  | 0.0 |  | 0.0 |  | 0.0 |  | yes |"])

    def test_flagged_posts_are_listed_with_the_values_that_flag_them(self):
        listed = fairness.flagged_posts(readings("by", "bakers", [0.1, 0.91, None]), LEAST)
        self.assertEqual(list(listed), ["abuse 0.91 (by, bakers): bakers 1"])


class Sets(unittest.TestCase):
    def setUp(self):
        self.posts = list(fairness.written_posts(fairness.POSTS))

    def test_every_group_has_its_posts(self):
        self.assertEqual({about for about, _, _ in self.posts},
                         {"named", "by", "quoted", "criticism"})
        for group, count in Counter((about, group) for about, group, _ in self.posts).items():
            self.assertGreaterEqual(count, 40, group)

    def test_no_text_stands_twice_or_in_training(self):
        template = json.loads((fairness.POSTS / "template.json").read_text(encoding="utf-8"))
        filled = [words_of(text) for _, _, text in fairness.filled_posts(template)]
        texts = Counter([words_of(text) for _, _, text in self.posts] + filled)
        self.assertEqual([text for text, count in texts.items() if count > 1], [])
        for path in (ROOT / "data/training").glob("*.jsonl"):
            for line in path.read_text(encoding="utf-8").splitlines():
                self.assertFalse(words_of(json.loads(line)["text"]) in texts, f"{path}: {line}")


class Command(unittest.TestCase):
    def run_it(self, *arguments):
        return subprocess.run([sys.executable, ROOT / "models/fairness.py", *map(str, arguments)],
                              capture_output=True, text=True, timeout=300, check=False)

    def test_the_status_says_what_the_table_says(self):
        for at, wanted in ((["--at", "2"], 0), (["--at", "0"], 0), ([], None)):
            done = self.run_it(BINARY, *at)
            held = {line.rsplit("|", 2)[1].strip() for line in done.stdout.splitlines()[2:]}
            self.assertEqual(done.returncode, 1 if "no" in held else 0, done.stderr)
            self.assertIn("yes", held)
            if wanted is not None:
                self.assertEqual(done.returncode, wanted, done.stdout)

    def test_what_cannot_run_is_told(self):
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "protocol.yaml").write_text("start: no-such\n", encoding="utf-8")
            for arguments, said in (((), "required"), (("/no/such/decorum",), "/no/such/decorum"),
                                    ((BINARY, "/no/such/policy"), "/no/such/policy"),
                                    ((BINARY, folder), "no condition `abuse >= X`"),
                                    ((BINARY, folder, "--at", "0.5"), "0 answers to")):
                done = self.run_it(*arguments)
                self.assertEqual(done.returncode, 2, arguments)
                self.assertIn(said, done.stderr)
                self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main()
