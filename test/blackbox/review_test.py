#!/usr/bin/env python3
"""decorum review: drafts in, findings out.

A small policy of its own makes each finding certain: R1 finds "forbidden" (error), R2 "utilise" and
can mend it (warning), R3 "perhaps" (a note), R4 "mine" on a person's own account (error).
"""
import json
import shutil
import tempfile
from pathlib import Path

import jsonschema

from binary import POLICIES, ROOT, BlackBox, environment, main, run

SCHEMA = ROOT / "test/npm/node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
RULES = """
rules:
  R1:
    title: Forbidden words
    about: They are not wanted.
    cites: "%s p. 1"
    checks:
      - { kind: existence, severity: error, message: "Leave this out.", words: [forbidden] }
    examples:
      - { bad: "It is forbidden.", good: "It is allowed." }
  R2:
    title: Plain words
    cites: "%s p. 1"
    checks:
      - kind: substitution
        severity: warning
        message: "A plainer word: {instead}."
        pairs: { utilise: use }
  R3:
    title: Hedges
    cites: "%s p. 1"
    checks:
      - { kind: existence, severity: info, message: "Is it so?", words: [perhaps] }
  R4:
    title: Own accounts
    cites: "%s p. 1"
    checks:
      - { kind: existence, severity: error, capacity: personal, message: "Whose?", words: [mine] }
approval:
  - { when: "draft.paid", by: [manager], why: "Somebody looks at advertising." }
"""


class Review(BlackBox):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.policy = Path(cls.temporary.name) / "policy"
        shutil.copytree(POLICIES / "epa", cls.policy)
        source = next(line.strip().rstrip(":") for line in
                      (cls.policy / "policy.yaml").read_text(encoding="utf-8")
                      .split("sources:\n", 1)[1].split("\n") if line.startswith("  "))
        source = source.split(":")[0]
        (cls.policy / "review.yaml").write_text(RULES.replace("%s", source), encoding="utf-8")

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def review(self, *arguments, **keywords):
        return run("review", "--policy", self.policy, *arguments, **keywords)

    def json(self, *arguments, code=None, **keywords):
        done = self.review("--format", "json", *arguments, **keywords)
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr)
        return self.objects(done.stdout)

    def spans(self, text, *arguments):
        found = self.json("-", *arguments, stdin=text)[0]["findings"]
        return [(one["rule"], one["start"], one["end"]) for one in found]


class Text(Review):
    def test_a_finding_has_file_line_column_line_and_caret(self):
        path = self.write("a.txt", "First line.\nThis is forbidden here.\n")
        done = self.review(path)
        told = done.stdout.decode()
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{path}:2:9: error R1: Leave this out. (", told)
        self.assertIn("\n    This is forbidden here.\n            ^^^^^^^^^\n", told)

    def test_no_findings_is_not_called_approval(self):
        done = self.review(stdin="All is well.\n")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout.decode(), r"^-: .*not approval")

    def test_several_files_each_in_turn_and_a_missing_one_costs_the_others_nothing(self):
        good, bad = self.write("good.txt", "Fine."), self.write("bad.txt", "forbidden")
        done = self.review(bad, self.folder / "missing.txt", good)
        told = done.stdout.decode()
        self.assertEqual(done.returncode, 2)
        self.assertIn("missing.txt: there is no such file", done.stderr.decode())
        self.assertLess(told.index("bad.txt:1:1: error"), told.index("good.txt: "))

    def test_hostile_text_does_not_reach_the_terminal(self):
        done = self.review(stdin=b"\x1b[2J forbidden \x07\xe2\x80\xae\r\n")
        self.assertFalse([c for c in done.stdout if c < 32 and c != 10], done.stdout)


class Codes(Review):
    def test_fail_on_says_what_makes_exit_one(self):
        rows = [("forbidden", (1, 1, 1, 0)), ("utilise", (0, 1, 1, 0)), ("perhaps", (0, 0, 1, 0)),
                ("fine", (0, 0, 0, 0))]
        for text, codes in rows:
            for severity, code in zip(("error", "warning", "info", "never"), codes):
                with self.subTest(text=text, fail_on=severity):
                    done = self.review("--fail-on", severity, stdin=text)
                    self.assertEqual(done.returncode, code, done.stdout)

    def test_error_is_the_default(self):
        self.assertEqual(self.review(stdin="forbidden").returncode, 1)
        self.assertEqual(self.review(stdin="utilise perhaps").returncode, 0)

    def test_a_persons_own_account_is_only_advised(self):
        draft = json.dumps({"text": "mine is forbidden", "capacity": "personal"})
        for severity in ("error", "info"):
            done = self.review("--draft", "--fail-on", severity, stdin=draft)
            self.assertEqual(done.returncode, 0)
            self.assertIn("advice only", done.stdout.decode())
        found = self.json("--draft", stdin=draft)[0]
        self.assertTrue(found["advice_only"])
        self.assertEqual({one["rule"] for one in found["findings"]}, {"R1", "R4"})

    def test_usage_is_exit_two_with_what_would_be_right(self):
        for arguments, told in ((["--site", "nowhere"], "mastodon"),
                                (["--account", "nowhere"], "agency"),
                                (["--site", "x", "--account", "agency"], "--"),
                                (["--format", "xml"], "sarif"), (["--fail-on", "all"], "warning"),
                                (["--now", "yesterday"], "--now"), (["--nonsense"], "nonsense"),
                                (["--suppress", "R1"], "RULE:WORDS:REASON"),
                                (["--suppress", "R1::why"], "RULE:WORDS:REASON"),
                                (["--suppress", "R9:a:b"], "R9"),
                                (["--past", "/no/such"], "/no/such"),
                                (["/no/such"], "/no/such"), ([self.folder], "folder")):
            with self.subTest(arguments=arguments):
                found = self.bad(2, "review", "--policy", self.policy, *arguments, stdin="fine")
                self.assertIn(told, found)

    def test_a_policy_with_mistakes_in_its_rules_is_refused_with_their_places(self):
        policy = self.folder / "policy"
        shutil.copytree(self.policy, policy)
        rules = (policy / "review.yaml").read_text(encoding="utf-8")
        (policy / "review.yaml").write_text(rules.replace("kind: substitution",
                                                          "kind: substitutoin"), encoding="utf-8")
        done = run("policy", "check", policy)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout.decode(), r"review.yaml:\d+:\d+: .*'substitutoin'")
        self.assertIn("substitutoin", self.bad(2, "review", "--policy", policy, stdin="a"))


class Json(Review):
    def test_every_part_is_there(self):
        found = self.json("--account", "agency", stdin="It is forbidden to utilise it.\n", code=1)
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0]["file"], "-")
        first, second = found[0]["findings"]
        self.assertEqual((first["rule"], first["severity"], first["start"], first["end"]),
                         ("R1", "error", 6, 15))
        self.assertIn("p. 1", first["guide"])
        self.assertIsNone(first["fix"])
        self.assertEqual(second["fix"], {"start": 19, "end": 26, "replacement": "use"})
        self.assertEqual(found[0]["length"]["site"], "x")
        self.assertEqual(found[0]["length"]["caps"][0]["limit"], 280)
        self.assertEqual(found[0]["approval"], [])
        self.assertIn("note", found[0])

    def test_one_line_a_file_in_order(self):
        paths = [self.write(f"{i}.txt", "forbidden " * i) for i in range(3)]
        found = self.json(*paths)
        self.assertEqual([one["file"] for one in found], [str(path) for path in paths])
        self.assertEqual([len(one["findings"]) for one in found], [0, 1, 2])

    def test_offsets_are_bytes_of_the_text(self):
        rows = [("é forbidden", 3), ("日本 forbidden", 7), ("a\r\nforbidden", 3),
                ("\N{grinning face} forbidden", 5), ("\0 forbidden", 2),
                ("\u00a0forbidden", 2)]
        for text, start in rows:
            with self.subTest(text=text):
                self.assertEqual(self.spans(text), [("R1", start, start + 9)])

    def test_a_byte_order_mark_is_no_part_of_the_text(self):
        self.assertEqual(self.spans("\ufeffforbidden"), [("R1", 0, 9)])

    def test_what_is_not_utf8_is_mended_and_said(self):
        done = self.review("--format", "json", stdin=b"\xff\xff forbidden")
        found = json.loads(done.stdout)["findings"]
        self.assertEqual((found[0]["start"], found[0]["end"]), (7, 16))
        self.assertIn("not UTF-8", done.stderr.decode())

    def test_one_final_newline_is_no_part_of_the_text(self):
        for text, used in (("abc", 3), ("abc\n", 3), ("abc\r\n", 3), ("abc\n\n", 4)):
            found = self.json("--site", "mastodon", stdin=text)
            self.assertEqual(found[0]["length"]["caps"][0]["used"], used, repr(text))

    def test_the_same_input_gives_the_same_bytes(self):
        arguments = ("--format", "json", "--now", "2026-11-22T09:30:00Z")
        self.assertEqual(self.review(*arguments, stdin="forbidden").stdout,
                         self.review(*arguments, stdin="forbidden").stdout)


class Sarif(Review):
    def validated(self, *arguments, policy=None, **keywords):
        self.assertTrue(SCHEMA.exists(),
                        f"{SCHEMA} is missing: packaging/npm.sh test/npm installs it")
        done = run("review", "--policy", policy or self.policy, "--format", "sarif", *arguments,
                   **keywords)
        sarif = json.loads(done.stdout)
        schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        errors = [f"{list(error.absolute_path)}: {error.message}"
                  for error in kind(schema).iter_errors(sarif)]
        self.assertEqual(errors, [])
        return sarif["runs"][0]

    def test_findings_are_results_at_their_place(self):
        path = self.write("a b.txt", "é\nIt is forbidden to utilise it.\n")
        one = self.validated(path)
        rules = one["tool"]["driver"]["rules"]
        self.assertEqual([rule["id"] for rule in rules], ["R1", "R2", "R3", "R4"])
        self.assertEqual(one["columnKind"], "unicodeCodePoints")
        first, second = one["results"]
        self.assertEqual((first["ruleId"], first["ruleIndex"], first["level"]), ("R1", 0, "error"))
        place = first["locations"][0]["physicalLocation"]
        self.assertTrue(place["artifactLocation"]["uri"].endswith("/a%20b.txt"))
        self.assertEqual(place["region"], {"startLine": 2, "startColumn": 7, "endLine": 2,
                                           "endColumn": 16, "byteOffset": 9, "byteLength": 9})
        change = second["fixes"][0]["artifactChanges"][0]["replacements"][0]
        self.assertEqual(change["insertedContent"]["text"], "use")

    def test_nothing_several_files_drafts_and_ugly_ones_are_valid(self):
        self.assertEqual(self.validated(stdin="fine")["results"], [])
        paths = [self.write("1.txt", "forbidden"), self.write("2.txt", "\ufeffforbidden"),
                 self.write("3\n\".txt", b"\xff\0forbidden"), self.write("4.txt", "")]
        self.assertEqual(len(self.validated(*paths)["results"]), 3)
        lines = self.write("d.jsonl", '{"text":"fine"}\n\n{"text":"forbidden","suppress":[{"rule":'
                           '"R1","words":"forbidden","reason":"agreed \\u0001"}]}\n')
        one = self.validated("--draft", lines)["results"]
        self.assertEqual(one[0]["suppressions"][0]["kind"], "inSource")
        self.assertEqual(one[0]["locations"][0]["physicalLocation"]["region"]["startLine"], 3)

    def test_the_institutes_rules_are_valid(self):
        found = self.validated(policy=POLICIES / "institute", stdin="We are the best!!! 15 % more.")
        self.assertTrue(found["results"])


class Drafts(Review):
    def test_one_object_over_several_lines_or_one_a_line(self):
        path = self.write("a.json", '{\n "text": "forbidden",\n "media": [\n{"alt": "x"}]\n}\n')
        self.assertEqual(self.json("--draft", path)[0]["file"], str(path))
        path = self.write("a.jsonl", '\n{"text": "forbidden"}\r\n\n{"text": "fine"}')
        self.assertEqual([one["file"] for one in self.json("--draft", path)],
                         [f"{path}:2", f"{path}:4"])

    def test_a_bad_draft_is_told_of_with_its_place_and_the_others_go_on(self):
        path = self.write("a.jsonl", '{"text":"fine"}\n{"text":"fine","piad":true}\nnonsense\n'
                          '{"text":"fine","media":[{"alt":1}]}\n{"text":"forbidden"}\n'
                          '{"text":"fine","account":"nobody"}\n{"text":"fine","site":"nowhere"}\n')
        done = self.review("--draft", "--format", "json", path)
        told = done.stderr.decode()
        self.assertEqual(done.returncode, 2)
        self.assertEqual(len(done.stdout.splitlines()), 2)
        for words in (f"{path}:2: a draft has no field 'piad'; did you mean 'paid'? (at /piad)",
                      f"{path}:3: this is not JSON", f"{path}:4: alt must be a text",
                      f"{path}:6: ", "nobody", f"{path}:7: ", "nowhere"):
            self.assertIn(words, told)
        self.assert_told(told)

    def test_ugly_json_is_refused_in_a_sentence(self):
        for content in (b"", b"{", b"[]", b"null", b'{"text":1}', b"\0" * 50, b"\xff" * 50,
                        b"[" * 100_000, b'{"text":"' + b"a" * 300_000 + b'"}', b'{"text":"a"} x',
                        b'{"text":"a","text":"b"}'):
            with self.subTest(start=content[:20]):
                self.bad(2, "review", "--policy", self.policy, "--draft", stdin=content)

    def test_fields_that_are_null_are_as_if_they_were_not_there(self):
        draft = {"text": "fine", "site": None, "account": None, "capacity": None,
                 "on_behalf_of": None, "relationship": None, "paid": None, "links": None,
                 "media": None, "sources": None}
        self.assertEqual(self.json("--draft", stdin=json.dumps(draft), code=0)[0]["findings"], [])

    def test_the_options_fill_in_what_a_draft_does_not_say(self):
        found = self.json("--draft", "--site", "bluesky",
                          stdin='{"text":"a"}\n{"text":"a","site":"mastodon"}\n'
                                '{"text":"a","account":"agency"}\n')
        self.assertEqual([one["length"]["site"] for one in found], ["bluesky", "mastodon", "x"])

    def test_who_has_to_approve_is_named(self):
        found = self.json("--draft", stdin='{"text":"a","paid":"a free seat"}')[0]
        self.assertEqual(found["approval"],
                         [{"by": ["manager"], "why": "Somebody looks at advertising."}])

    def test_pictures_are_read_beside_the_draft_and_nowhere_else(self):
        secret = self.write("secret.png", b"not a picture")
        inside = self.folder / "inside"
        inside.mkdir()
        (inside / "link.png").symlink_to(secret)
        (inside / "plain.png").write_bytes(b"not a picture")
        for name in ("../secret.png", str(secret), "link.png", "missing.png", "plain.png", ".",
                     "a\0b"):
            path = inside / "draft.json"
            path.write_text(json.dumps({"text": "fine", "media": [{"file": name, "alt": "x"}]}),
                            encoding="utf-8")
            with self.subTest(name=name):
                done = self.review("--draft", "--format", "json", path)
                self.assertEqual(done.returncode, 0, done.stderr)


class Suppressions(Review):
    def test_a_finding_stands_with_its_reason(self):
        found = self.json("--suppress", "R1:forbidden:as the law says", stdin="forbidden", code=0)
        self.assertEqual(found[0]["findings"], [])
        self.assertEqual(found[0]["suppressed"][0]["reason"], "as the law says")
        self.assertEqual(found[0]["unused_suppressions"], [])

    def test_only_that_rule_at_those_words(self):
        found = self.json("--suppress", "R1:allowed:why", stdin="forbidden", code=1)[0]
        self.assertEqual(found["unused_suppressions"], ["R1"])
        found = self.json("--suppress", "R1:forbidden:why", stdin="forbidden, utilise")[0]
        self.assertEqual([one["rule"] for one in found["findings"]], ["R2"])

    def test_words_may_hold_a_colon(self):
        found = self.json("--suppress", "R1:a:b:why", stdin="forbidden", code=1)[0]
        self.assertEqual(found["unused_suppressions"], ["R1"])


class Fix(Review):
    def test_the_file_is_mended_and_a_second_time_changes_nothing(self):
        path = self.write("a.txt", "\ufeffWe utilise it.\r\nUtilise it, forbidden.\r\n")
        done = self.review("--fix", path)
        mended = "\ufeffWe use it.\r\nUse it, forbidden.\r\n".encode()
        self.assertEqual(path.read_bytes(), mended)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"{path}: mended 2 places", done.stderr.decode())
        self.assertIn(":2:9: error R1", done.stdout.decode())
        self.assertNotIn("R2", done.stdout.decode())
        done = self.review("--fix", path)
        self.assertEqual(path.read_bytes(), mended)
        self.assertIn("mended 0 places", done.stderr.decode())

    def test_nothing_to_mend_leaves_the_file_untouched(self):
        path = self.write("a.txt", "All is well.")
        before = path.stat().st_mtime_ns
        self.review("--fix", path)
        self.assertEqual(path.stat().st_mtime_ns, before)

    def test_standard_input_is_mended_to_standard_output(self):
        done = self.review("--fix", "-", stdin="We utilise it, forbidden.\n")
        self.assertEqual(done.stdout, b"We use it, forbidden.\n")
        self.assertIn("error R1", done.stderr.decode())
        self.assertEqual(done.returncode, 1)

    def test_of_a_draft_only_the_text_is_rewritten(self):
        path = self.write("a.jsonl", '{ "paid":false,\t"text" : "We utilise \\u00e9.\\n" }\r\n\n'
                          'nonsense\n{"text":"fine" }\n')
        done = self.review("--draft", "--fix", path)
        self.assertEqual(done.returncode, 2)
        self.assertEqual(path.read_bytes().decode(),
                         '{ "paid":false,\t"text" : "We use é.\\n" }\r\n\n'
                         'nonsense\n{"text":"fine" }\n')

    def test_what_is_not_utf8_is_left_alone(self):
        path = self.write("a.txt", b"\xff utilise")
        done = self.review("--fix", path)
        self.assertEqual(path.read_bytes(), b"\xff utilise")
        self.assertIn("leaves it alone", done.stderr.decode())

    def test_the_file_keeps_its_mode_and_a_link_stays_a_link(self):
        path = self.write("a.txt", "utilise")
        path.chmod(0o640)
        link = self.folder / "link.txt"
        link.symlink_to("a.txt")
        self.review("--fix", link)
        self.assertTrue(link.is_symlink())
        self.assertEqual(path.read_bytes(), b"use")
        self.assertEqual(path.stat().st_mode & 0o777, 0o640)

    def test_the_institutes_fixes_settle(self):
        text = ("We are soooo glad!!! The the web site is on-line.  Utilise  it…\n"
                "#opendayatwork 𝐁𝐨𝐥𝐝 recieve http://example.org\n")
        path = self.write("a.txt", text)
        arguments = ("review", "--policy", POLICIES / "institute", "--fix", path)
        run(*arguments)
        once = path.read_bytes()
        run(*arguments)
        self.assertEqual(path.read_bytes(), once)


class Past(Review):
    def test_earlier_posts_are_read_and_bad_lines_are_told_of(self):
        path = self.write("past.jsonl", '{"id":1,"text":"a","posted_at":"2026-01-01T00:00:00Z",'
                          '"url":"u","state":"withdrawn"}\n\n{"text":"b"}\n')
        self.assertEqual(self.review("--past", path, stdin="fine").returncode, 0)
        for line, told in (("nonsense", "not JSON"), ('{"id":1}', "text is missing"),
                           ('{"text":"a","state":"gone"}', "standing"),
                           ('{"text":"a","posted_at":"now"}', "posted_at")):
            path = self.write("past.jsonl", '{"text":"a"}\n' + line)
            found = self.bad(2, "review", "--policy", self.policy, "--past", path, stdin="fine")
            self.assertIn(f"{path}:2", found)
            self.assertIn(told, found)


class Ugly(Review):
    def test_ugly_texts_end_in_an_exit_code(self):
        for content in (b"", b"\n", b"\0" * 1000, bytes(range(256)) * 20, b"\xff" * 5000,
                        b"\xef\xbb\xbf", b"a" * 250_000, b"forbidden " * 20_000,
                        "\u0301".encode() * 50_000, "é".encode() * 100_000, b"!" * 200_000,
                        b"@a" * 50_000, b"\r" * 1000, "\u202e".encode() * 1000):
            with self.subTest(start=content[:12], size=len(content)):
                for form in ("text", "json", "sarif"):
                    done = self.review("--format", form, stdin=content)
                    self.assertIn(done.returncode, (0, 1), done.stderr)
                    done.stdout.decode()

    def test_more_than_is_read_is_an_error(self):
        for size in (300_000, 5_000_000):
            told = self.bad(2, "review", "--policy", self.policy, stdin=b"a" * size)
            self.assertIn("at most" if size < 1_000_000 else "larger than", told)

    def test_without_the_dictionary_it_says_so(self):
        done = self.review(stdin="fine", env=environment(DECORUM_SPELLING="/no/such"))
        self.assertEqual(done.returncode, 0)
        self.assertIn("spelling is not looked up", done.stderr.decode())
        broken = self.write("en.index", b"nonsense")
        done = self.review(stdin="fine", env=environment(DECORUM_SPELLING=str(broken)))
        self.assertIn("spelling is not looked up", done.stderr.decode())


class PolicyTest(Review):
    def test_examples_of_rules_are_run(self):
        told = self.good("policy", "test", self.policy).decode()
        self.assertRegex(told, r"\d+ passed, 0 failed")
        policy = self.folder / "policy"
        shutil.copytree(self.policy, policy)
        rules = (policy / "review.yaml").read_text(encoding="utf-8")
        (policy / "review.yaml").write_text(
            rules.replace('bad: "It is forbidden.", good: "It is allowed."',
                          'bad: "It is allowed.", good: "It is forbidden."'), encoding="utf-8")
        done = run("policy", "test", policy)
        told = done.stdout.decode()
        self.assertEqual(done.returncode, 1)
        self.assertIn("an example of R1: the rule finds nothing in this bad example", told)
        self.assertIn("an example of R1: the rule finds 'forbidden' in this good example", told)
        self.assertRegex(told, r"\d+ passed, 2 failed")

    def test_cases_of_drafts_are_run(self):
        policy = self.folder / "policy"
        shutil.copytree(self.policy, policy)
        (policy / "drafts.case").write_text(
            'case: found\ndraft: It is forbidden.\nexpect: R1 "forbidden"\n'
            "case: a person's own\ndraft: mine\ncapacity: personal\nexpect: R4\n"
            "case: nothing\ndraft: fine perhaps\nexpect: none\n", encoding="utf-8")
        self.good("policy", "test", policy)
        (policy / "drafts.case").write_text(
            "case: missed\ndraft: fine\nexpect: R1\n"
            "case: too much\ndraft: forbidden\nexpect: none\n"
            'case: elsewhere\ndraft: forbidden\nexpect: R1 "other"\n', encoding="utf-8")
        done = run("policy", "test", policy)
        told = done.stdout.decode()
        self.assertEqual(done.returncode, 1)
        for words in ("drafts.case:1: missed\n    expected R1, which found nothing",
                      "drafts.case:4: too much\n    not expected: error R1 \"forbidden\"",
                      "drafts.case:7: elsewhere\n    expected R1 to find \"other\""):
            self.assertIn(words, told)

    def test_the_rules_are_shown(self):
        shown = self.good("policy", "show", self.policy).decode()
        self.assertIn("R1  Forbidden words (", shown)
        self.assertIn("- existence, error, only in personal capacity: Whose?", shown)
        self.assertIn("- substitution, warning: A plainer word: {instead}.", shown)


if __name__ == "__main__":
    main()
