#!/usr/bin/env python3
"""models/sets.tsv names every set that models/train.sh reads; models/sets.py checks a folder."""
import contextlib
import hashlib
import io
import re
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "models"))
import sets  # noqa: E402

TRAIN = (ROOT / "models/train.sh").read_text(encoding="utf-8")
COLUMNS = ["name", "source", "version", "files", "split", "licence", "train_rows", "dev_rows",
           "train_sha256", "dev_sha256"]


def sets_read():
    """The folders below $data in train.sh: $data/NAME, "$data"/NAME or "$data"/{NAME,NAME}."""
    found = set()
    for before, inside, after in re.findall(r'\$data"?/(\w*)(?:\{([\w,]+)\})?(\w*)/', TRAIN):
        found |= {before + name + after for name in inside.split(",")}
    for verb in ("split", "relabel other", "questions"):
        found |= set(re.findall(rf"^{verb} (\w+)", TRAIN, re.MULTILINE))
    return found - {""}


class Tables(unittest.TestCase):
    def test_every_set_that_is_read_is_named_once(self):
        names = [known["name"] for known in sets.known_sets()]
        self.assertEqual(len(names), len(set(names)))
        self.assertGreater(len(sets_read()), 20)
        self.assertLessEqual(sets_read(), set(names))

    def test_every_row_says_where_from_and_under_which_licence(self):
        for known in sets.known_sets():
            self.assertEqual(list(known), COLUMNS)
            self.assertRegex(known["version"], r"^[0-9a-f]{40}$")
            self.assertRegex(known["train_sha256"], r"^[0-9a-f]{64}$")
            self.assertRegex(known["dev_sha256"], r"^([0-9a-f]{64}|-)$")
            self.assertRegex(known["train_rows"], r"^\d+$")
            self.assertTrue(known["source"].startswith("https://"), known)
            self.assertTrue(all(known.values()), known)

    def test_parts_have_the_columns_that_cards_read(self):
        parts = sets.known_sets(ROOT / "models/parts.tsv")
        self.assertGreater(len(parts), 20)
        for part in parts:
            self.assertEqual(list(part), ["name", "source", "version", "licence"])
            self.assertTrue(part["name"] and part["source"] and part["licence"], part)


class Differences(unittest.TestCase):
    def check(self, files):
        text = b'{"text":"a","label":"b"}\n'
        digest = hashlib.sha256(text).hexdigest()
        row = ["one", "https://x", "0" * 40, "f", "s", "MIT", "1", "-", digest, "-"]
        with tempfile.TemporaryDirectory() as folder:
            table = Path(folder) / "sets.tsv"
            table.write_text("\t".join(COLUMNS) + "\n" + "\t".join(row) + "\n", "utf-8")
            data = Path(folder) / "data"
            (data / "one").mkdir(parents=True)
            for name, more in files.items():
                (data / name).write_bytes(text + more)
            said = io.StringIO()
            known = sets.known_sets(table)
            with mock.patch.object(sets, "known_sets", lambda: known), \
                    contextlib.redirect_stdout(said):
                return sets.main([str(data)]), said.getvalue()

    def test_the_same_files_are_silent(self):
        self.assertEqual(self.check({"one/train.jsonl": b""}), (0, ""))

    def test_other_rows_and_missing_files_are_told(self):
        code, said = self.check({"one/train.jsonl": b"{}\n"})
        self.assertEqual((code, said),
                         (1, "one/train.jsonl: not the same; 2 rows, sets.tsv names 1\n"))
        code, said = self.check({})
        self.assertEqual(code, 1)
        self.assertIn("one/train.jsonl: missing; it is made from https://x at 000", said)


if __name__ == "__main__":
    unittest.main()
