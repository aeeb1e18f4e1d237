#!/usr/bin/env python3
"""decorum record: proofs that were given away, whole and spoilt."""
import json
import tempfile
from pathlib import Path

from binary import ROOT, BlackBox, main, run

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


if __name__ == "__main__":
    main()
