#!/usr/bin/env python3
"""decorum policy: check, show, test, draw and eval."""
import json
import re
import shutil
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from binary import POLICIES, BlackBox, main, run

ALL = sorted(path for path in POLICIES.iterdir() if path.is_dir())


class Changed:
    """A copy of a policy, changed by a function of its folder."""

    def __init__(self, name="epa"):
        self.name = name

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = Path(self.temporary.name) / self.name
        shutil.copytree(POLICIES / self.name, self.folder)
        return self.folder

    def __exit__(self, *_):
        self.temporary.cleanup()


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


class Check(BlackBox):
    def test_the_policies_that_ship_are_good(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                told = self.good("policy", "check", folder).decode()
                self.assertIn("good", told)
                self.assertRegex(told, r"\d+ questions, \d+ outcomes")
                self.assertRegex(told, r"sha256:[0-9a-f]{64}")

    def test_all_mistakes_come_with_file_line_column_and_caret(self):
        with Changed() as folder:
            replace(folder / "protocol.yaml", "start: ", "start: nowhere-")
            replace(folder / "roles.yaml", "roles:", "rolls:")
            done = run("policy", "check", folder)
            told = done.stdout.decode()
            self.assertEqual(done.returncode, 1, told)
            self.assertRegex(told, rf"{folder}/protocol.yaml:\d+:\d+: ")
            self.assertRegex(told, rf"{folder}/roles.yaml:\d+:\d+: ")
            self.assertIn("^^^", told)
            self.assertRegex(told.splitlines()[-1], r": \d+ mistakes$")

    def test_a_mistake_in_a_case_counts(self):
        with Changed() as folder:
            (folder / "new.case").write_text("case: a\noutcom: respond\n", encoding="utf-8")
            done = run("policy", "check", folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"new.case:2:1", done.stdout)

    def test_one_bad_folder_does_not_hide_the_others(self):
        done = run("policy", "check", "/no/such", POLICIES / "epa")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"good", done.stdout)
        with Changed() as folder:
            (folder / "policy.yaml").unlink()
            done = run("policy", "check", folder, POLICIES / "epa")
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"good", done.stdout)

    def test_the_hash_is_of_paths_and_bytes_without_the_cases(self):
        first = self.good("policy", "check", POLICIES / "epa").splitlines()[-1]
        with Changed() as folder:
            self.assertEqual(self.good("policy", "check", folder).splitlines()[-1], first)
            for path in folder.rglob("*.case"):
                path.unlink()
            self.assertEqual(self.good("policy", "check", folder).splitlines()[-1], first)
            (folder / "README.md").write_text("changed", encoding="utf-8")
            self.assertNotEqual(self.good("policy", "check", folder).splitlines()[-1], first)

    def test_ugly_folders(self):
        for name, bytes_ in (("protocol.yaml", b""), ("protocol.yaml", b"\xff\xfe\x00"),
                             ("protocol.yaml", b"\0" * 100), ("protocol.yaml", b"a: *b"),
                             ("protocol.yaml", b"[" * 100_000), ("roles.yaml", b"- " * 100_000),
                             ("roles.yaml", b"x" * 2_000_000), ("words/new.yaml", b"id: !!x y"),
                             ("policy.yaml", b"\xef\xbb\xbfname: a\r\n")):
            with self.subTest(file=name, start=bytes_[:10]), Changed() as folder:
                (folder / name).write_bytes(bytes_)
                done = run("policy", "check", folder)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(name.encode(), done.stdout)

    def test_an_empty_folder_is_no_policy(self):
        with tempfile.TemporaryDirectory() as folder:
            done = run("policy", "check", folder)
            self.assertEqual(done.returncode, 1)
            for name in (b"policy.yaml", b"protocol.yaml", b"roles.yaml"):
                self.assertIn(name, done.stdout)

    def test_other_commands_refuse_a_policy_with_mistakes(self):
        with Changed() as folder:
            replace(folder / "protocol.yaml", "start: ", "start: nowhere-")
            for arguments in (["show", folder], ["draw", folder], ["test", folder]):
                self.assertIn("nowhere-", self.bad(2, "policy", *arguments))
            self.assertIn("nowhere-", self.bad(2, "triage", "--policy", folder, "/dev/null"))


class Show(BlackBox):
    def test_every_policy_is_shown_with_its_questions(self):
        for folder in ALL:
            shown = self.good("policy", "show", folder).decode()
            self.assertIn("?", shown)
            self.assertGreater(shown.count("\n"), 40)


class Test(BlackBox):
    def test_the_cases_that_ship_pass(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                told = self.good("policy", "test", folder).decode()
                self.assertRegex(told, r"\d+ passed, 0 failed")

    def test_a_failing_case_is_named_with_what_was_expected_and_got(self):
        with Changed() as folder:
            (folder / "wrong.case").write_text(
                "case: this one fails\ntext: What time is it?\nsignals: none\noutcome: respond\n",
                encoding="utf-8")
            done = run("policy", "test", folder)
            told = done.stdout.decode()
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"{folder}/wrong.case:1: this one fails\n", told)
            self.assertIn("expected respond", told)
            self.assertRegex(told, r"\d+ passed, 1 failed")

    def test_what_no_case_reaches_is_listed(self):
        with Changed() as folder:
            for path in folder.rglob("*.case"):
                path.unlink()
            self.assertIn(b"there are no cases", self.good("policy", "test", folder))
            (folder / "one.case").write_text("case: one\ntext: Hello\nsignals: none\n"
                                             "outcome: none\n", encoding="utf-8")
            told = self.good("policy", "test", folder).decode()
            self.assertIn("outcomes not reached: ", told)
            self.assertIn("answers not reached: ", told)

    def test_a_broken_case_fails_the_run(self):
        with Changed() as folder:
            (folder / "broken.case").write_text("case: a\nnonsense\n", encoding="utf-8")
            done = run("policy", "test", folder)
            self.assertEqual(done.returncode, 1)
            self.assertIn(b"broken.case:2", done.stdout)


class Draw(BlackBox):
    def ids(self, folder):
        """Questions and outcomes as the triage contract names them, read off the DOT text."""
        text = self.good("policy", "draw", "--format", "dot", folder).decode()
        return {line.split('"')[1] for line in text.splitlines() if " [label=" in line
                and "->" not in line and line.startswith('  "')}

    def test_svg_is_xml_with_every_node_and_no_script(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                svg = self.good("policy", "draw", folder)
                tree = ET.fromstring(svg)
                drawn = {node.get("data-id") for node in tree.iter() if node.get("data-id")}
                self.assertEqual(drawn, self.ids(folder))
                self.assertTrue(tree.tag.endswith("svg"))
                self.assertNotIn(b"<script", svg)
                self.assertNotIn(b"href", svg)
                titles = [node for node in tree.iter() if node.tag.endswith("}title")]
                self.assertGreater(len(titles), len(drawn))

    def test_dot_and_mermaid_name_every_node(self):
        for folder in ALL:
            mermaid = self.good("policy", "draw", "--format", "mermaid", folder).decode()
            self.assertIn("flowchart", mermaid)
            for one in self.ids(folder):
                self.assertIn("_" + one.replace("-", "_"), mermaid)

    def test_the_same_policy_gives_the_same_bytes(self):
        self.assertEqual(self.good("policy", "draw", POLICIES / "institute"),
                         self.good("policy", "draw", POLICIES / "institute"))

    def test_hostile_words_stay_words(self):
        with Changed() as folder:
            path = folder / "policy.yaml"
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^title: .*$", "title: '</title><script>\"--> ]]>'", text),
                            encoding="utf-8")
            svg = self.good("policy", "draw", folder)
            self.assertIn("</title><script>", "".join(ET.fromstring(svg).itertext()))
            self.assertNotIn(b"<script", svg)


class Eval(BlackBox):
    def value(self, *arguments, **keywords):
        return json.loads(self.good("policy", "eval", *arguments, **keywords))

    def test_values(self):
        rows = [
            (["1 + 2"], {"value": 3, "type": "int"}),
            (["'a' + 'b'"], {"value": "ab", "type": "string"}),
            (["--", "1 < 2"], {"value": True, "type": "bool"}),
            (["[1, 2]"], {"value": [1, 2]}),
            (["{'a': 1}"], {"value": {"a": 1}}),
            (["-5"], {"value": -5}),
            (["-(1)"], {"value": -1}),
            (["--", "-size([1])"], {"value": -1}),
            (["--", "--5"], {"value": 5}),
            (["--check", "1 == 1"], {"value": True}),
            (["null"], {"value": None}),
        ]
        for arguments, expected in rows:
            with self.subTest(arguments=arguments):
                found = self.value(*arguments)
                self.assertEqual({**found, **expected}, found)

    def test_typed_values_and_variables(self):
        self.assertEqual(self.value("--typed", "1u"), {"uint": 1})
        self.assertEqual(self.value("--typed", "0.0 / 0.0"), {"double": "nan"})
        self.assertEqual(self.value("--typed", "b'\\x00\\xff'"), {"bytes": "00ff"})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "vars.json"
            path.write_text('{"x": {"int": 5}, "y": {"list": [{"string": "a"}]}}', encoding="utf-8")
            self.assertEqual(self.value("--typed", "--vars", path, "x + 1"), {"int": 6})
            self.assertEqual(self.value("--vars", path, "--typed", "y[0]"), {"string": "a"})
            path.write_text('{"x": 2.5}', encoding="utf-8")
            self.assertEqual(self.value("--vars", path, "x")["value"], 2.5)

    def test_an_expression_from_a_file_may_hold_anything(self):
        self.assertEqual(self.value("--expr-file", "-", stdin="1 +\n2\n")["value"], 3)
        self.assertEqual(self.value("--expr-file", "-", stdin=b"size('a\0b')")["value"], 3)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "e.cel"
            path.write_text("--1", encoding="utf-8")
            self.assertEqual(self.value("--expr-file", path)["value"], 1)

    def error(self, *arguments, **keywords):
        done = run("policy", "eval", *arguments, **keywords)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        found = json.loads(done.stdout)
        self.assertEqual(list(found), ["error"])
        return found["error"]

    def test_errors_are_json_and_exit_one(self):
        for arguments in (["1 / 0"], ["x"], ["1 +"], [""], ["'a' + 1"], ["size(1)"],
                          ["--check", "x"], ["--check", "1 + 'a'"], ["9223372036854775807 + 1"],
                          ["(" * 5000], ["[1][5]"], ["'\\q'"]):
            with self.subTest(arguments=arguments):
                self.assertTrue(self.error(*arguments))

    def test_without_check_what_is_not_reached_is_no_error(self):
        self.assertIs(self.value("true || nowhere")["value"], True)
        self.error("--check", "true || nowhere")

    def test_ugly_input_ends(self):
        for words in (b"\xff\xfe", b"'\xc3'", b"a" * 900_000, b"(" * 500_000, b"[[" * 100_000,
                      b"-" * 100_000, b"\0" * 10, b"1+" * 200_000 + b"1"):
            self.error("--expr-file", "-", stdin=words)

    def test_variables_that_are_no_object_are_an_error(self):
        for words in ("", "[1]", "{", '{"x": {"int": "a"}}', '{"x": 1} y', "\xff"):
            with self.subTest(words=words), tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "vars.json"
                path.write_text(words, encoding="latin-1")
                done = run("policy", "eval", "--typed", "--vars", path, "1")
                self.assertEqual(done.returncode, 1 if words else 2, done.stdout)


if __name__ == "__main__":
    main()
