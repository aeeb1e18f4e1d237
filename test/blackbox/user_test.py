#!/usr/bin/env python3
"""decorum user and decorum token: what is wrong is told, and nothing is made."""
import tempfile
from pathlib import Path

from binary import BlackBox, main

COMMANDS = {
    "user": [["list"], ["add", "--name", "Ana", "--email", "ana@example.org"],
             ["role", "ana", "manager"], ["end-role", "0sbw2xwh00001"], ["deactivate", "ana"],
             ["activate", "ana"], ["reset", "ana"], ["remove-codes", "ana"]],
    "token": [["make", "--owner", "ana", "--name", "x", "--may", "act", "--until", "2027-01-01"],
              ["list"], ["end", "0sbw2xwh00001"]]}


class WithoutAStore(BlackBox):
    def each(self):
        for command, parts in COMMANDS.items():
            for part in parts:
                yield [command, *part]

    def test_every_command_needs_one(self):
        for command in self.each():
            with self.subTest(command=command):
                self.assertIn("--store", self.bad(2, *command))

    def test_none_is_made(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.db"
            for command in self.each():
                with self.subTest(command=command):
                    told = self.bad(2, *command, "--store", f"sqlite:{path}")
                    self.assertIn("there is no such file", told)
            self.assertFalse(path.exists())

    def test_another_kind_of_store_is_refused(self):
        for store in ("desk.db", "sqlite:", "mysql:desk", ""):
            with self.subTest(store=store):
                self.bad(2, "user", "list", "--store", store)

    def test_a_file_that_is_none_is_left_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "desk.db"
            path.write_text("no database at all, but some text\n" * 100, encoding="ascii")
            before = path.read_bytes()
            for command in self.each():
                with self.subTest(command=command):
                    self.bad(2, *command, "--store", f"sqlite:{path}")
            self.assertEqual(path.read_bytes(), before)

    def test_a_permission_that_does_not_exist_names_those_that_do(self):
        told = self.bad(2, "token", "make", "--store", "sqlite:x", "--owner", "ana", "--name", "x",
                        "--may", "everything", "--until", "2027-01-01")
        self.assertIn("see-cases", told)

    def test_a_day_that_is_none_is_refused(self):
        told = self.bad(2, "token", "make", "--store", "sqlite:x", "--owner", "ana", "--name", "x",
                        "--may", "act", "--until", "soon")
        self.assertIn("--until soon", told)

    def test_help_tells_how(self):
        for command, parts in COMMANDS.items():
            for part in parts:
                with self.subTest(command=command, part=part[0]):
                    self.assertIn(f"decorum {command} {part[0]}",
                                  self.good(command, part[0], "--help").decode())


if __name__ == "__main__":
    main()
