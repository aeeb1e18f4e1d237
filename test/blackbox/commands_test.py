#!/usr/bin/env python3
"""The table of commands: help, version, wrong usage, where things are found, where output goes."""
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from binary import BINARY, COMMANDS, POLICIES, ROOT, BlackBox, environment, main, run


class Help(BlackBox):
    def test_every_command_has_help_with_an_example_that_starts_with_it(self):
        for command in COMMANDS:
            with self.subTest(command=command):
                text = self.good(*command, "--help").decode()
                name = " ".join(["decorum", *command])
                self.assertIn(f"Usage: {name}", text)
                examples = text.split("Examples:\n")[1].split("\n")
                self.assertTrue([line for line in examples if name in line], text)
                self.assertEqual(self.good(*command, "-h").decode(), text)

    def test_the_program_lists_its_commands(self):
        text = self.good("--help").decode()
        for command in COMMANDS:
            self.assertIn(f"  {command[0]} ", text)
        text = self.good("policy", "--help").decode()
        for command in ("check", "show", "test", "draw", "eval"):
            self.assertIn(f"  {command} ", text)

    def test_the_version_is_one_line_everywhere(self):
        version = self.good("--version").decode()
        self.assertRegex(version, r"^decorum \d+\.\d+\.\d+\n$")
        for command in COMMANDS:
            self.assertEqual(self.good(*command, "--version").decode(), version)

    def test_lines_of_help_fit_a_terminal(self):
        for command in [[], ["policy"], *COMMANDS]:
            for line in self.good(*command, "--help").decode().splitlines():
                self.assertLessEqual(len(line), 100, line)


class WrongUsage(BlackBox):
    def test_exit_two_and_one_line(self):
        rows = [
            ([], "a command is needed"),
            (["triag"], "did you mean 'decorum triage'?"),
            (["policy"], "a command is needed"),
            (["policy", "cheque"], "there is no command 'cheque'"),
            (["policy", "tset"], "did you mean 'decorum policy test'?"),
            (["--nothing"], "there is no option '--nothing'"),
            (["text", "--sight=x"], "there is no option '--sight'"),
            (["text", "--polcy", "x"], "did you mean '--policy'?"),
            (["text", "a", "b"], "one argument too many"),
            (["text", "--site"], "--site"),
            (["triage", "--history", "maybe"], "--history"),
            (["triage", "--threads", "0"], "--threads"),
            (["triage", "--threads", "many"], "--threads"),
            (["triage", "--now", "yesterday"], "--now"),
            (["triage", "--format", "xml"], "--format"),
            (["policy", "check"], "DIR"),
            (["policy", "test"], "DIR"),
            (["policy", "draw", "--format", "png"], "--format"),
            (["policy", "eval"], "an expression is needed"),
            (["policy", "eval", "1", "2"], "one argument too many"),
            (["policy", "eval", "1", "--expr-file", "-"], "given twice"),
            (["evaluate"], "--signal"),
            (["evaluate", "--signal", "abuse"], "FILE"),
            (["train", "--signal", "abuse"], "--"),
            (["train", "--signal", "abuse", "--train", "a", "--out", "b"], "--dev is needed"),
        ]
        for arguments, part in rows:
            with self.subTest(arguments=arguments):
                told = self.bad(2, *arguments)
                self.assertTrue(told.startswith("decorum: "), told)
                self.assertEqual(told.count("\n"), 1, told)
                self.assertIn(part, told)

    def test_nothing_is_printed_on_standard_output(self):
        for arguments in ([], ["nonsense"], ["text", "--nonsense"], ["text", "/no/such/file"]):
            self.assertEqual(run(*arguments).stdout, b"")

    def test_a_hostile_argument_does_not_drive_the_terminal(self):
        for command in (["\x1b[2J\x07"], ["text", "\x1b]0;x\x07"], ["text", "--\x1b[2J"],
                        ["policy", "check", "\x1b[31m"]):
            self.assertNotIn("\x1b", self.bad(2, *command))


class MissingFiles(BlackBox):
    def test_each_command_names_the_file_that_is_not_there(self):
        rows = [
            ["triage", "/no/such.jsonl"],
            ["text", "/no/such.txt"],
            ["policy", "check", "/no/such"],
            ["policy", "show", "/no/such"],
            ["policy", "test", "/no/such"],
            ["policy", "draw", "/no/such"],
            ["policy", "eval", "--expr-file", "/no/such.cel"],
            ["policy", "eval", "--vars", "/no/such.json", "1"],
            ["triage", "--policy", "/no/such", "/dev/null"],
            ["evaluate", "--signal", "abuse", "/no/such.jsonl"],
            ["train", "--signal", "abuse", "--train", "/no/such.jsonl", "--dev", "/no/such.jsonl",
             "--out", "/no/such.model"],
        ]
        for arguments in rows:
            with self.subTest(arguments=arguments):
                self.assertIn("/no/such", self.bad(2, *arguments))

    def test_a_folder_is_no_file_and_a_file_no_folder(self):
        self.assertIn("it is a folder", self.bad(2, "text", ROOT / "src"))
        self.bad(2, "triage", ROOT / "src")
        self.assertIn("it is not a folder", self.bad(2, "policy", "check", ROOT / "README.md"))

    def test_what_may_not_be_read_is_named(self):
        if os.geteuid() == 0:
            self.skipTest("the superuser may read everything")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "secret"
            path.write_text("x", encoding="utf-8")
            path.chmod(0)
            self.assertIn("permission", self.bad(2, "text", path))

    def test_links_that_lead_to_themselves(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "loop.yaml"
            path.symlink_to(path)
            self.assertIn("loop.yaml", self.bad(2, "policy", "check", folder))
            self.assertIn("lead to themselves", self.bad(2, "text", path))

    def test_an_endless_file_stops_at_a_bound(self):
        self.assertIn("larger than", self.bad(2, "text", "/dev/zero"))


class Folders(BlackBox):
    def test_every_command_works_from_another_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            self.good("triage", "--text", stdin="What time?\n", cwd=folder)
            self.good("policy", "check", POLICIES / "institute", cwd=folder)
            self.good("policy", "show", cwd=folder)
            self.good("policy", "draw", "--format", "dot", cwd=folder)
            self.good("text", "--site", "x", stdin="a", cwd=folder)

    def test_the_variable_names_the_policy_and_the_option_wins(self):
        env = environment(DECORUM_POLICY=str(POLICIES / "epa"))
        self.assertIn(b"Environment", self.good("policy", "show", env=env))
        self.assertNotIn(b"Environment", self.good("policy", "show", POLICIES / "council", env=env))

    def test_a_wrong_variable_is_an_error_and_not_ignored(self):
        for name, arguments in (("DECORUM_POLICY", ["policy", "show"]),
                                ("DECORUM_MODELS", ["triage", "--text"]),
                                ("DECORUM_DATA", ["text"])):
            with self.subTest(variable=name):
                told = self.bad(2, *arguments, env=environment(**{name: "/no/such/folder"}))
                self.assertIn("/no/such/folder", told)

    def test_an_installed_program_finds_its_share_folder(self):
        with tempfile.TemporaryDirectory() as folder:
            prefix = Path(folder)
            (prefix / "bin").mkdir()
            share = prefix / "share/decorum"
            share.mkdir(parents=True)
            shutil.copy(BINARY, prefix / "bin/decorum")
            shutil.copytree(ROOT / "data", share / "data")
            shutil.copytree(POLICIES / "epa", share / "policies/institute")
            shown = subprocess.run([prefix / "bin/decorum", "policy", "show"], env=environment(),
                                   cwd=folder, capture_output=True, timeout=60, check=True).stdout
            self.assertIn(b"Environment", shown)


class Output(BlackBox):
    ROWS = [["--help"], ["policy", "show"], ["policy", "eval", "1"], ["policy", "draw"],
            ["policy", "check", POLICIES / "epa"], ["triage", "--text"]]

    def test_a_full_disk_is_told(self):
        for arguments in self.ROWS:
            with self.subTest(arguments=arguments), open("/dev/full", "wb") as full:
                done = run(*arguments, stdout=full, stdin="a post\n")
                self.assertEqual(done.returncode, 2)
                self.assertIn("No space left on device", done.stderr.decode())

    def test_a_reader_that_has_gone_is_no_error(self):
        for arguments in self.ROWS:
            with self.subTest(arguments=arguments):
                reading, writing = os.pipe()
                os.close(reading)
                done = run(*arguments, stdout=writing, stdin="a post\n")
                os.close(writing)
                self.assertEqual(done.stderr, b"")
                self.assertIn(done.returncode, (141, -signal.SIGPIPE))

    def test_head_takes_one_line_and_nothing_is_said(self):
        line = f"yes 'What time?' | '{BINARY}' triage --text | head -1"
        done = subprocess.run(["bash", "-c", line], capture_output=True, env=environment(),
                              timeout=60, check=False)
        self.assertEqual(done.stdout.count(b"\n"), 1)
        self.assertEqual(done.stderr, b"")

    def test_a_closed_standard_output_is_told(self):
        done = subprocess.run(["bash", "-c", f"'{BINARY}' policy eval 1 >&-"], capture_output=True,
                              env=environment(), timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"decorum: ", done.stderr)

    def test_no_bar_and_no_colour_where_there_is_no_terminal(self):
        done = run("policy", "test", POLICIES / "epa")
        self.assertNotIn(b"\x1b", done.stdout + done.stderr)
        self.assertNotIn(b"\r", done.stdout + done.stderr)


if __name__ == "__main__":
    main()
