#!/usr/bin/env python3
"""decorum train and evaluate: a small model made and measured, and input that is not nice."""
import json
import tempfile
from pathlib import Path

from binary import ROOT, BlackBox, environment, main, run

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


def labelled(rows, turned=False):
    """JSON Lines of service or not; `turned` says the opposite of what the rows say."""
    lines = []
    for row in rows:
        holds = ("service" in row["label"]) != turned
        lines.append(json.dumps({"text": row["text"], "label": "service" if holds else []}))
    return "".join(line + "\n" for line in lines)


class Corrections(BlackBox):
    """A model of few own posts learns more of them, in a folder of models of its own."""

    BASE_POSTS = 400
    CORRECTIONS_EACH = 90  # of service, and of not: what is wrong is not just more of one

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        folder = Path(cls.temporary.name)
        rows = [json.loads(line) for line in TRAIN.read_text("utf-8").splitlines()]
        base, more = rows[::5][:cls.BASE_POSTS], []
        for kind in (True, False):
            of_kind = [row for row in rows[1::5] if ("service" in row["label"]) == kind]
            more += of_kind[:cls.CORRECTIONS_EACH]
        cls.files = {name: folder / f"{name}.jsonl" for name in ("base", "more", "turned")}
        cls.files["base"].write_text(labelled(base), "utf-8")
        cls.files["more"].write_text(labelled(more), "utf-8")
        cls.files["turned"].write_text(labelled(more, turned=True), "utf-8")
        cls.models = folder / "models"
        cls.models.mkdir()
        cls.env = environment(DECORUM_MODELS=str(cls.models))
        for signal, extra in (("features", []), ("service", ["--dev", DEV])):
            done = run("train", "--signal", signal, "--train", cls.files["base"], *extra, "--out",
                       cls.models / f"{signal}.model", env=cls.env)
            assert done.returncode == 0, done.stderr

    def learn(self, out, corrections="more", env=None, seed=1):
        return run("train", "--signal", "service", "--corrections", self.files[corrections],
                   "--dev", DEV, "--seed", seed, "--out", out, env=env or self.env)

    def f1(self, *arguments, env=None):
        found = json.loads(self.good("evaluate", "--signal", "service", *arguments, DEV,
                                     env=env or self.env))
        return found["macro_f1"]

    def test_what_is_learnt_is_better_and_the_same_to_the_byte(self):
        with tempfile.TemporaryDirectory() as folder:
            first, again = Path(folder) / "first.model", Path(folder) / "again.model"
            done = self.learn(first)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn(b"macro F1", done.stdout)
            self.assertEqual(self.learn(again).returncode, 0)
            self.assertEqual(first.read_bytes(), again.read_bytes())
            self.assertGreater(self.f1("--model", first), self.f1())

    def test_the_card_is_written_and_what_people_wrote_is_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            out, card = Path(folder) / "service.model", Path(folder) / "service.md"
            words = "## Limits\n\nOur own words,  kept.\n"
            card.write_text("# service\n\nof long ago\n\n" + words, "utf-8")
            self.assertEqual(self.learn(out).returncode, 0)
            text = card.read_text("utf-8")
            self.assertTrue(text.endswith("\n" + words), text)
            self.assertNotIn("long ago", text)
            self.assertNotIn(str(self.models), text)
            for part in ("changed by corrections", "more.jsonl | corrections |",
                         "decorum train --signal service", "training/dev.jsonl"):
                self.assertIn(part, text)
            card.write_text("# notes\n", "utf-8")
            model = out.read_bytes()
            done = self.learn(out)
            self.assertEqual(done.returncode, 2)
            self.assertEqual(card.read_text("utf-8"), "# notes\n")
            self.assertEqual(out.read_bytes(), model)

    def test_wrong_labels_are_refused_and_nothing_is_written(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "service.model"
            told = self.bad(1, "train", "--signal", "service", "--corrections",
                            self.files["turned"], "--dev", DEV, "--out", out, env=self.env)
            self.assertRegex(told, r"macro F1: \d+\.\d % with the \d+ corrections, \d+\.\d % wi|"
                                   "wrong way round")
            self.assertEqual(list(Path(folder).iterdir()), [])
            self.assertEqual(self.learn(out).returncode, 0)
            model = out.read_bytes()
            self.assertEqual(self.learn(out, "turned").returncode, 1)
            self.assertEqual(out.read_bytes(), model)

    def test_a_file_that_does_not_fit_is_not_replaced(self):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "service.model"
            for bytes_ in (b"", b"nonsense", (self.models / "features.model").read_bytes()):
                out.write_bytes(bytes_)
                done = self.learn(out)
                self.assertEqual(done.returncode, 2, done.stdout)
                self.assertIn(str(out), done.stderr.decode())
                self.assertEqual(out.read_bytes(), bytes_)

    def test_wrong_use(self):
        out = "/no/such/folder/x.model"
        more, dev = ["--corrections", self.files["more"]], ["--dev", DEV]
        for arguments in (["--signal", "service", *dev], ["--signal", "service", *more],
                          ["--signal", "service", *more, "--train", TRAIN, *dev],
                          ["--signal", "features", *more, *dev],
                          ["--signal", "sevice", *more, *dev],
                          ["--signal", "abuse", *more, *dev]):
            with self.subTest(arguments=arguments):
                self.bad(2, "train", *arguments, "--out", out, env=self.env)

    def test_local_models_are_in_force_only_where_the_variable_says_so(self):
        post = "my certificate has not arrived\n"
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder)
            self.assertEqual(self.learn(local / "ours.model").returncode, 0)
            env = {**self.env, "DECORUM_LOCAL_MODELS": folder}
            self.assertEqual(self.f1(env=env), self.f1("--model", local / "ours.model"))
            self.assertGreater(self.f1(env=env), self.f1())
            self.assertNotEqual(self.good("triage", "--text", stdin=post, env=env),
                                self.good("triage", "--text", stdin=post, env=self.env))
            (local / "ours.model").unlink()
            self.assertEqual(self.f1(env=env), self.f1())

    def test_local_models_that_are_wrong_are_told(self):
        with tempfile.TemporaryDirectory() as folder:
            local = Path(folder)
            ours = local / "ours.model"
            self.assertEqual(self.learn(ours).returncode, 0)
            good = ours.read_bytes()
            wrong = {"broken": b"nonsense", "cut": good[:-9], "second": good,
                     "features": (self.models / "features.model").read_bytes()}
            for name, bytes_ in wrong.items():
                path = local / f"x-{name}.model"
                path.write_bytes(bytes_)
                env = {**self.env, "DECORUM_LOCAL_MODELS": folder}
                for arguments in (["triage", "--text"], ["evaluate", "--signal", "service", DEV]):
                    with self.subTest(name=name, arguments=arguments):
                        self.assertIn(path.name, self.bad(2, *arguments, env=env))
                path.unlink()
            env = {**self.env, "DECORUM_LOCAL_MODELS": "/no/such/folder"}
            self.assertIn("/no/such/folder", self.bad(2, "triage", "--text", env=env))


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
