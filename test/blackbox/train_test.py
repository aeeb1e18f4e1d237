#!/usr/bin/env python3
"""decorum train and evaluate: a small model made and measured, and input that is not nice."""
import json
import tempfile
from pathlib import Path

from binary import ROOT, BlackBox, main, run

TRAIN = ROOT / "data/training/train.jsonl"
DEV = ROOT / "data/training/dev.jsonl"
FIELDS = {"signal", "n", "threshold", "accuracy", "macro_f1", "macro_recall", "per_class", "ece",
          "posts_per_second"}


class Train(BlackBox):
    def train(self, out, *arguments):
        return run("train", "--signal", "service", "--train", TRAIN, "--dev", DEV, "--out", out,
                   *arguments)

    def test_a_model_is_made_measured_and_made_again_to_the_byte(self):
        with tempfile.TemporaryDirectory() as folder:
            first, again, other = (Path(folder) / name for name in ("a", "b", "c"))
            for path, seed in ((first, 1), (again, 1), (other, 2)):
                done = self.train(path, "--seed", seed)
                self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(first.read_bytes(), again.read_bytes())
            self.assertEqual(sorted(p.name for p in Path(folder).iterdir()), ["a", "b", "c"])
            found = json.loads(self.good("evaluate", "--signal", "service", "--model", first, DEV))
            self.assertLessEqual(FIELDS, set(found))
            self.assertGreater(found["accuracy"], 0.7)

    def test_a_model_that_cannot_be_written_is_told(self):
        for out in ("/no/such/folder/x.model", "/dev/full", "/"):
            done = self.train(out)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assert_told(done.stderr.decode())

    def test_data_that_cannot_be_learnt_from(self):
        rows = [b"", b"\n", b"{", b'{"text":"a"}\n', b'{"label":"a"}\n',
                b'{"text":1,"label":"a"}\n', b'{"text":"a","label":"service"}\n', b"\xff\n",
                b"\0" * 100]
        for bytes_ in rows:
            with self.subTest(bytes=bytes_), tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "bad.jsonl"
                path.write_bytes(bytes_)
                out = Path(folder) / "x.model"
                told = self.bad(1, "train", "--signal", "service", "--train", path, "--dev", path,
                                "--out", out)
                self.assertFalse(out.exists(), told)


class Evaluate(BlackBox):
    def test_the_models_that_ship(self):
        found = json.loads(self.good("evaluate", "--signal", "service", DEV))
        self.assertLessEqual(FIELDS, set(found))
        self.assertEqual(found["signal"], "service")
        self.assertGreater(found["n"], 100)

    def test_the_curve(self):
        found = json.loads(self.good("evaluate", "--signal", "service", "--curve", DEV))
        self.assertIn("curve", found)

    def test_standard_input(self):
        found = json.loads(self.good("evaluate", "--signal", "service", "-",
                                     stdin=DEV.read_bytes()))
        self.assertGreater(found["n"], 100)
        self.bad(2, "evaluate", "--signal", "service", "-", "-")

    def test_an_unknown_signal_lists_the_signals(self):
        told = self.bad(2, "evaluate", "--signal", "sevice", DEV)
        self.assertIn("service", told)

    def test_bad_data_is_named_with_its_line(self):
        told = self.bad(1, "evaluate", "--signal", "service", "-",
                        stdin='{"text":"a","label":"service"}\n{"text":2}\n')
        self.assertIn(":2", told)

    def test_a_model_that_is_none(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "x.model"
            for bytes_ in (b"", b"nonsense", b"\0" * 10_000):
                path.write_bytes(bytes_)
                done = run("evaluate", "--signal", "service", "--model", path, DEV)
                self.assertIn(done.returncode, (1, 2))
                self.assert_told(done.stderr.decode())


if __name__ == "__main__":
    main()
