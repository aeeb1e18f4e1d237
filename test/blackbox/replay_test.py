#!/usr/bin/env python3
"""decorum policy replay: posts and drafts under two policies."""
import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path

from binary import (BINARY, POLICIES, ROOT, BlackBox, changed, environment, has_sanitizer, main,
                    replace, run)

ALL = sorted(path for path in POLICIES.iterdir() if path.is_dir())
INSTITUTE = POLICIES / "institute"
POSTS = ROOT / "data/samples/posts.jsonl"
NOW = ["--now", "2026-11-22T09:00:00Z"]


class Replay(BlackBox):
    def replay(self, code, before, after, *arguments, stdin=b""):
        done = run("policy", "replay", "--from", before, "--to", after, *arguments, stdin=stdin)
        self.assertEqual(done.returncode, code, done.stderr.decode() + done.stdout.decode()[:500])
        return done.stdout.decode()

    def json(self, code, before, after, *arguments, stdin=b""):
        return json.loads(self.replay(code, before, after, "--format", "json", *arguments,
                                      stdin=stdin))

    def triage(self, folder, *arguments):
        return self.objects(self.good("triage", "--policy", folder, *NOW, *arguments, POSTS))

    def state(self, decision):
        return (sorted(decision["outcomes"]), sorted(decision["proposed"]), decision["ask"])

    def test_a_policy_changes_nothing_against_itself(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                told = self.json(0, folder, folder, *NOW, POSTS)
                self.assertEqual((told["posts"], told["changed"], told["moves"]), (300, 0, []))
                self.assertIn("0 of 300 decisions would change",
                              self.replay(0, folder, folder, *NOW, POSTS))

    def test_it_says_what_triage_under_each_policy_says(self):
        with changed() as folder:
            replace(folder / "protocol.yaml", "sentiment.positive >= 0.9 && irony < 0.17",
                    "sentiment.positive >= 0.5 && irony < 0.6")
            for other in (folder, POLICIES / "council"):
                for history in ("on", "off"):
                    with self.subTest(policy=other.name, history=history):
                        self.compare_with_triage(other, ["--history", history])

    def compare_with_triage(self, other, arguments):
        before, after = self.triage(INSTITUTE, *arguments), self.triage(other, *arguments)
        told = self.json(1, INSTITUTE, other, *NOW, *arguments, POSTS)
        pairs = [(self.state(a), self.state(b)) for a, b in zip(before, after, strict=True)]
        moved = [(a, b) for a, b in pairs if a != b]
        self.assertGreater(len(moved), 0)
        self.assertEqual(told["changed"], len(moved))
        found = {repr((self.state(move["from"]), self.state(move["to"]))): move["count"]
                 for move in told["moves"]}
        self.assertEqual(found, {repr(one): moved.count(one) for one in moved})
        for edge in told["edges"]:
            for side, decisions in (("from", before), ("to", after)):
                count = sum(step["question"] == edge["question"] and edge["answer"] in
                            step["answers"] for one in decisions for step in one["path"])
                self.assertEqual(edge[side], count, (edge, side))
        for outcome in told["outcomes"]:
            for side, decisions in (("from", before), ("to", after)):
                self.assertEqual(outcome[side], sum(outcome["outcome"] in one["outcomes"]
                                                    for one in decisions))

    def test_the_fields_and_their_order(self):
        told = self.json(1, INSTITUTE, POLICIES / "epa", *NOW, POSTS)
        self.assertEqual(list(told), ["from", "to", "posts", "changed", "decided", "moves",
                                      "other_moves", "edges", "outcomes", "asked", "drafts"])
        self.assertEqual(list(told["from"]), ["version", "hash"])
        self.assertIsNone(told["drafts"])
        counts = [move["count"] for move in told["moves"]]
        self.assertEqual(counts, sorted(counts, reverse=True))
        self.assertEqual(sum(counts) + told["other_moves"], told["changed"])
        for move in told["moves"]:
            self.assertEqual(list(move), ["from", "to", "count", "examples"])
            self.assertEqual(list(move["from"]), ["outcomes", "proposed", "ask"])
            self.assertEqual(len(move["examples"]), min(3, move["count"]))

    def test_examples_are_as_many_as_wanted(self):
        for wanted in (0, 1, 5):
            told = self.json(1, INSTITUTE, POLICIES / "epa", *NOW, "--examples", wanted, POSTS)
            for move in told["moves"]:
                self.assertEqual(len(move["examples"]), min(wanted, move["count"]))

    def test_new_word_lists_are_read_for_their_own_policy_only(self):
        with changed() as folder:
            (folder / "words/plum.yaml").write_text(
                "id: plum\ntitle: Plums\nabout: For a test.\nsource: own\nphrases: [plum]\n",
                encoding="utf-8")
            done = run("policy", "check", folder)
            self.assertEqual(done.returncode, 0, done.stdout)
            told = self.json(0, INSTITUTE, folder, *NOW, POSTS)
            self.assertEqual(told["changed"], 0)

    def test_bad_lines_are_told_and_cost_no_neighbour(self):
        stream = b'{"text":"a"}\n{\n\n{"text":1}\n{"text":"b"}\n'
        done = run("policy", "replay", "--from", INSTITUTE, "--to", INSTITUTE, "--format", "json",
                   stdin=stream)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["posts"], 2)
        told = done.stderr.decode().splitlines()
        self.assertEqual([line.split(": ")[0] for line in told], ["-:2", "-:4"])

    def test_plain_lines_and_empty_input(self):
        self.assertEqual(self.json(0, INSTITUTE, INSTITUTE, "--text", stdin="a\nb\n")["posts"], 2)
        self.assertIn("No posts", self.replay(0, INSTITUTE, INSTITUTE, stdin=b""))

    def test_hostile_posts_cannot_drive_a_terminal(self):
        posts = [json.loads(line) for line in POSTS.read_text(encoding="utf-8").splitlines()]
        for post in posts:
            post.update(id="\x1b[2J" + post["id"], text="\u202e\x1b]0;x\x07 " + post["text"])
        stream = "".join(json.dumps(post) + "\n" for post in posts)
        told = self.replay(1, INSTITUTE, POLICIES / "epa", stdin=stream)
        self.assertIn("“", told)
        self.assertFalse([c for c in told if (ord(c) < 32 and c != "\n") or c == "\u202e"])

    def test_wrong_use(self):
        both = ["--from", INSTITUTE, "--to", INSTITUTE]
        for arguments in ([], ["--from", INSTITUTE], ["--to", INSTITUTE], [*both, "/no/such"],
                          ["--from", "/no/such", "--to", INSTITUTE], [*both, "--examples", "6"],
                          [*both, "--examples", "-1"], [*both, "--format", "yaml"],
                          [*both, "--now", "soon"], [*both, "--history", "maybe"],
                          [*both, "--drafts", "/no/such"], [*both, "a", "b"],
                          [*both, "--drafts", "-", "-"], [*both, "--past", POSTS, POSTS],
                          [*both, "--media-root", "/tmp", POSTS]):
            with self.subTest(arguments=arguments):
                self.bad(2, "policy", "replay", *arguments)

    def test_sigint_ends_the_posts_and_tells_of_those_taken_in(self):
        with subprocess.Popen([BINARY, "policy", "replay", "--from", INSTITUTE, "--to",
                               POLICIES / "epa", "--format", "json"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
                              cwd=ROOT) as process:
            # More than a pipe holds: what was written before the last of it has been taken in.
            process.stdin.write(POSTS.read_bytes() * 10)
            process.stdin.flush()
            process.send_signal(signal.SIGINT)
            told = json.loads(process.stdout.read())
            self.assertEqual(process.wait(timeout=60), 130)
            self.assertGreater(told["posts"], 0)
            self.assertEqual(process.stderr.read(), b"")

    def test_memory_does_not_grow_with_the_posts(self):
        if has_sanitizer():
            self.skipTest("a sanitizer's own memory is not the program's")
        highest = []
        for times in (20, 400):
            with tempfile.TemporaryFile() as stream:
                for _ in range(times):
                    stream.write(POSTS.read_bytes())
                stream.seek(0)
                with subprocess.Popen([BINARY, "policy", "replay", "--from", INSTITUTE, "--to",
                                       POLICIES / "epa"], stdin=stream, env=environment(),
                                      stdout=subprocess.DEVNULL, cwd=ROOT) as process:
                    _, status, used = os.wait4(process.pid, 0)
                    process.returncode = os.waitstatus_to_exitcode(status)
                    self.assertEqual(process.returncode, 1)
                    highest.append(used.ru_maxrss)
        self.assertLess(highest[1] - highest[0], 16 * 1024, highest)

    def test_other_answers_for_people(self):
        told = self.replay(1, INSTITUTE, POLICIES / "epa", *NOW, POSTS)
        for words in ("of 300 decisions would change", "Decided without a person:", "was  ",
                      "now  ", "Answers given by the machine", "Outcomes", "Waiting for a person"):
            self.assertIn(words, told)
        self.assertNotIn("\x1b", told)


class ReplayDrafts(BlackBox):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.drafts = Path(cls.temporary.name) / "drafts.jsonl"
        lines = (ROOT / "test/drafts/broken.jsonl").read_text(encoding="utf-8").splitlines()
        cls.count = len(lines)
        with cls.drafts.open("w", encoding="utf-8") as file:
            for line in lines:
                draft = json.loads(line)
                for name in ("id", "rule", "kind", "span"):  # of the tests, not of a draft
                    draft.pop(name, None)
                file.write(json.dumps(draft) + "\n")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def replay(self, code, after, *arguments, stdin=b""):
        done = run("policy", "replay", "--from", INSTITUTE, "--to", after, *arguments, *NOW,
                   stdin=stdin)
        self.assertEqual(done.returncode, code, done.stderr.decode() + done.stdout.decode()[:500])
        return done.stdout.decode()

    def json(self, code, after, *arguments, **keywords):
        return json.loads(self.replay(code, after, "--format", "json", *arguments, **keywords))

    def test_the_same_rules_change_nothing_and_posts_may_be_left_out(self):
        told = self.json(0, INSTITUTE, "--drafts", self.drafts)
        self.assertEqual(told["posts"], 0)
        self.assertEqual(told["drafts"]["drafts"], self.count)
        self.assertEqual(told["drafts"]["changed"], 0)
        self.assertIn(f"0 of {self.count} drafts would be reviewed otherwise",
                      self.replay(0, INSTITUTE, "--drafts", self.drafts))

    def test_a_severity_changes_what_stops(self):
        with changed() as folder:
            text = (folder / "review.yaml").read_text(encoding="utf-8")
            start = text.index("\n  FA2:")
            end = text.index("\n  ", start + 5)
            while text[end + 3] in " #":
                end = text.index("\n  ", end + 1)
            rule = text[start:end]
            self.assertIn("severity: warning", rule)
            (folder / "review.yaml").write_text(
                text[:start] + rule.replace("severity: warning", "severity: error") + text[end:],
                encoding="utf-8")
            drafts = self.json(1, folder, "--drafts", self.drafts)["drafts"]
            moved = [rule for rule in drafts["rules"]
                     if rule["comes"] + rule["goes"] + rule["graver"] + rule["milder"]]
            self.assertEqual([rule["rule"] for rule in moved], ["FA2"])
            self.assertGreater(moved[0]["graver"], 0)
            self.assertEqual(moved[0]["from"], moved[0]["to"])
            self.assertGreater(drafts["stopped"]["to"], drafts["stopped"]["from"])
            self.assertEqual(moved[0]["examples"][0]["move"], "graver")
            told = self.replay(1, folder, "--drafts", self.drafts)
            self.assertIn("FA2", told)
            self.assertIn("was a warning, now an error", told)

    def test_rules_that_are_gone_take_their_findings_along(self):
        drafts = self.json(1, POLICIES / "council", "--drafts", self.drafts)["drafts"]
        for rule in drafts["rules"]:
            self.assertEqual(rule["from"] + rule["comes"] - rule["goes"], rule["to"])
        self.assertGreater(sum(rule["goes"] for rule in drafts["rules"]), 100)

    def test_posts_and_drafts_together(self):
        told = self.json(0, INSTITUTE, "--drafts", self.drafts, POSTS)
        self.assertEqual(told["posts"], 300)
        self.assertGreater(told["drafts"]["drafts"], 0)

    def test_bad_drafts_are_told_and_cost_no_neighbour(self):
        stream = (b'{"text":"Hello"}\n{"text":1}\n{"text":"a","account":"nowhere"}\n'
                  b'{"text":"b","site":"nowhere"}\n{"text":"Goodbye"}\n')
        done = run("policy", "replay", "--from", INSTITUTE, "--to", INSTITUTE, "--drafts", "-",
                   "--format", "json", stdin=stream)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["drafts"]["drafts"], 2)
        told = done.stderr.decode().splitlines()
        self.assertEqual([line.split(": ")[0] for line in told], ["-:2", "-:3", "-:4"])


if __name__ == "__main__":
    main()
