#!/usr/bin/env python3
"""decorum record: proofs that were given away, whole and spoilt; the record of a desk at work."""
import json
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from binary import BINARY, ROOT, BlackBox, environment, main, run

GOLDEN = ROOT / "test/golden/record"
KEY = (GOLDEN / "public-key.txt").read_text(encoding="ascii").strip()
OTHER_KEY = "ed25519:" + "A" * 43 + "="
PROOF = (GOLDEN / "proof.json").read_text(encoding="utf-8")


class VerifyProof(BlackBox):
    def verify(self, proof, *arguments):
        """The exit status and both outputs for a proof on standard input."""
        done = run("record", "verify-proof", *arguments, stdin=proof)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def refused(self, proof, key=KEY):
        told = self.bad(1, "record", "verify-proof", "--key", key, stdin=proof)
        self.assertIn("not proved", told)
        return told

    def spoilt(self, change):
        proof = json.loads(PROOF)
        change(proof)
        return json.dumps(proof)

    def test_a_proof_is_told_in_sentences(self):
        printed = self.good("record", "verify-proof", "--key", KEY, GOLDEN / "proof.json").decode()
        promised = (GOLDEN / "proof.txt").read_text(encoding="utf-8")
        self.assertEqual(printed.split("\n", 1)[0], "Proved:")
        self.assertEqual([line.strip() for line in printed.splitlines()[1:]],
                         promised.splitlines())

    def test_the_key_may_be_a_file_and_the_proof_standard_input(self):
        self.good("record", "verify-proof", "--key", GOLDEN / "public-key.txt", stdin=PROOF)
        self.good("record", "verify-proof", "--key", KEY, "-", stdin=PROOF)

    def test_it_works_from_any_folder_and_needs_no_home(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("record", "verify-proof", "--key", KEY, stdin=PROOF, cwd=folder, env={})
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_json_that_was_written_anew_says_the_same(self):
        self.good("record", "verify-proof", "--key", KEY,
                  stdin=json.dumps(json.loads(PROOF), indent=2))

    def test_without_a_key_nothing_is_proved(self):
        told = self.bad(1, "record", "verify-proof", stdin=PROOF)
        self.assertIn("not proved", told)
        self.assertIn(KEY, told)
        told = self.bad(1, "record", "verify-proof",
                        stdin=self.spoilt(lambda proof: proof["events"][0].update(leaf=4)))
        self.assertIn("/events/0", told)

    def test_another_key_proves_nothing(self):
        self.assertIn("not signed with the key", self.refused(PROOF, OTHER_KEY))

    def test_what_is_no_key_cannot_run(self):
        for key in ("x", "ed25519:", "ed25519:AAAA", KEY[:-1], KEY + "=", str(GOLDEN),
                    str(GOLDEN / "proof.json"), str(GOLDEN / "head.txt")):
            with self.subTest(key=key):
                self.bad(2, "record", "verify-proof", "--key", key, stdin=PROOF)

    def test_a_missing_file_and_wrong_use_cannot_run(self):
        self.bad(2, "record", "verify-proof", "--key", KEY, "there-is-none.json")
        self.bad(2, "record", "verify-proof", "--kay", KEY)
        self.bad(2, "record", "verify-proof", "a", "b")
        self.bad(2, "record", "verify-prof")
        self.bad(2, "record")

    def test_what_is_no_proof_is_refused(self):
        for words in ("", "{}", "[]", "null", "x", PROOF[:-3], PROOF + PROOF, b"\xff\xfe",
                      "[" * 100_000, KEY, (GOLDEN / "head.txt").read_text(encoding="utf-8")):
            with self.subTest(words=words[:20]):
                self.refused(words)

    def test_what_was_changed_is_named(self):
        def event(change):
            return lambda proof: change(proof["events"][0])
        for place, change in (
                ("/events/0", event(lambda e: e.update(event=e["event"].replace("05Z", "06Z")))),
                ("/events/0", event(lambda e: e.update(leaf=6))),
                ("/events/0", event(lambda e: e["path"].pop())),
                ("/events/0", event(lambda e: e["path"].reverse())),
                ("/events/0/texts/0", event(lambda e: e["texts"][0].update(text="Never rang."))),
                ("/later", lambda p: p["later"]["path"].pop()),
                ("/later/head", lambda p: p["rotations"].clear()),
                ("/head", lambda p: p.update(head=p["later"]["head"].replace("309", "310"))),
                ("/head", lambda p: p.update(head=p["head"].replace("10:00", "11:00"))),
                ("/more", lambda p: p.update(more=1)),
                ("/format", lambda p: p.update(format="decorum-proof/9"))):
            with self.subTest(place=place):
                self.assertIn(place, self.refused(self.spoilt(change)))

    def test_a_hostile_proof_cannot_drive_the_terminal(self):
        proof = self.spoilt(lambda p: p.update(format="\x1b[2J\x07"))
        self.refused(proof)
        self.refused(self.spoilt(lambda p: p.update({"\x1b]0;x\x07": 1})))

    def test_more_than_the_bound_is_refused(self):
        code, _, _ = self.verify(PROOF + " " * (17 << 20), "--key", KEY)
        self.assertEqual(code, 2)


class DeskAtWork(BlackBox):
    """A desk takes in a day of posts, is killed and started again; its record stays whole."""
    WAIT_S = 120

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = Path(cls.temporary.name)
        cls.path = cls.folder / "desk.sqlite"
        cls.store = f"sqlite:{cls.path}"
        serving = cls.serve()
        try:
            cls.wait_for(lambda: cls.events_sealed() >= 100)
            cls.while_serving = run("record", "verify", "--store", cls.store)
            run("record", "heads", "--store", cls.store, "--out", cls.folder / "head.txt")
        finally:
            serving.kill()
            serving.wait()
        cls.when_killed = run("record", "verify", "--store", cls.store,
                              "--since", cls.folder / "head.txt")
        serving = cls.serve()
        cls.wait_for(lambda: cls.log().count('"event":"started"') == 2)
        serving.send_signal(signal.SIGTERM)
        cls.ended = serving.wait(timeout=cls.WAIT_S)
        told = run("record", "verify", "--store", cls.store).stdout.decode()
        cls.key = re.search(r"ed25519:\S{44}", told).group(0)

    @classmethod
    def serve(cls):
        with open(cls.folder / "log", "ab") as log:
            return subprocess.Popen(
                [BINARY, "serve", "--store", cls.store, "--listen", f"unix:{cls.folder}/socket",
                 "--replay", ROOT / "data/samples/day.jsonl", "--replay-speed", "100000"],
                stdout=log, stderr=log, env=environment(), cwd=cls.folder)

    @classmethod
    def log(cls):
        return (cls.folder / "log").read_text(encoding="utf-8")

    @classmethod
    def events_sealed(cls):
        if not cls.path.exists():
            return 0
        return run("record", "export", "--store", cls.store).stdout.count(b"\n")

    @classmethod
    def wait_for(cls, holds):
        for _ in range(2 * cls.WAIT_S):
            if holds():
                return
            time.sleep(0.5)
        raise AssertionError("the desk did not come so far: " + cls.log())

    def copied(self, change):
        """The outcome of verify on a copy of the store that `change` had in its hands."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.sqlite"
            for end in ("", "-wal"):
                if Path(f"{self.path}{end}").exists():
                    shutil.copy(f"{self.path}{end}", f"{path}{end}")
            with sqlite3.connect(path) as database:
                change(database)
            database.close()
            done = run("record", "verify", "--store", f"sqlite:{path}", "--since",
                       self.folder / "head.txt")
            return done.returncode, done.stdout.decode()

    def test_the_record_is_whole_while_the_desk_serves_and_when_it_was_killed(self):
        for done in (self.while_serving, self.when_killed):
            self.assertEqual(done.returncode, 0, done.stdout.decode() + done.stderr.decode())
            self.assertIn(b"Nothing wrong was found.\n", done.stdout)
        self.assertEqual(self.ended, 0)
        told = self.good("record", "verify", "--store", self.store, "--key", self.key, "--since",
                         self.folder / "head.txt").decode()
        self.assertRegex(told, r"^\d+ events, \d+ heads, \d+ texts, \d+ posts, \d+ cases\.\n")
        self.assertNotIn("not sealed", told)

    def test_a_case_is_proved_with_its_words_or_without(self):
        events = self.objects(self.good("record", "export", "--store", self.store))
        case = next(event["case"] for event in events if event["kind"] == "opened")
        post = next(event for event in events if event["kind"] == "post-taken-in")
        proof = self.good("record", "prove", "--store", self.store, "--case", case)
        told = self.good("record", "verify-proof", "--key", self.key, stdin=proof).decode()
        self.assertIn(f"of case {case}", told)
        shown = json.loads(self.good("record", "prove", "--store", self.store, post["id"],
                                     "--reveal", post["data"]["document"]["id"],
                                     "--under", self.folder / "head.txt"))
        self.assertIn("text", json.loads(shown["events"][0]["texts"][0]["text"]))
        told = self.good("record", "verify-proof", "--key", self.key, stdin=json.dumps(shown))
        self.assertIn(b"is word for word the one that the event names", told)
        self.assertIn(b"begins with this one, unchanged", told)

    def test_what_somebody_changed_is_named(self):
        for place, sql in (
                ("leaf 50: ", "UPDATE event SET bytes = replace(bytes, '\"actor\":\"', "
                              "'\"actor\":\"x') "
                              "WHERE id = (SELECT event FROM leaf WHERE leaf = 50)"),
                ("leaf 60: the event is missing",
                 "DELETE FROM event WHERE id = (SELECT event FROM leaf WHERE leaf = 60)"),
                ("text ", "UPDATE text SET body = body || ' ' WHERE id = "
                          "(SELECT document FROM post WHERE document <> 0 LIMIT 1)"),
                ("case ", "UPDATE case_row SET assigned = 'somebody' WHERE id = "
                          "(SELECT min(id) FROM case_row)"),
                ("tile 0 of level 1", "UPDATE tile SET hashes = zeroblob(32) WHERE level = 1"),
                ("kept elsewhere: the record holds",
                 "DELETE FROM leaf WHERE leaf >= 50; DELETE FROM head WHERE size > 50")):
            with self.subTest(place=place):
                code, told = self.copied(lambda database, sql=sql: database.executescript(sql))
                self.assertEqual(code, 1, told)
                self.assertIn(place, told)
        self.assertEqual(self.copied(lambda database: None)[0], 0)


if __name__ == "__main__":
    main()
