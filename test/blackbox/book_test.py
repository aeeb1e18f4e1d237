#!/usr/bin/env python3
"""The policy as a book: decorum policy handbook and diff."""
import base64
import contextlib
import json
import re
import socket
import struct
import subprocess
import tempfile
import zlib
from html.parser import HTMLParser
from pathlib import Path
from random import Random

from binary import BINARY, POLICIES, BlackBox, changed, environment, main, replace, run

ALL = sorted(path for path in POLICIES.iterdir() if path.is_dir())
INSTITUTE = POLICIES / "institute"
VOID = {"meta", "img", "br", "hr", "link", "input", "col"}
HOSTILE = "</title><script>alert(1)</script>\"'&<!-- ]]> \u202eflow\u2066"


def quoted(words):
    return json.dumps(words, ensure_ascii=False)


class Page(HTMLParser):
    """What an HTML file holds, and every fault in how its elements close."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.faults, self.ids, self.attributes, self.words = [], [], [], [], []
        self.tags = set()
        self.feed(text)
        self.close()
        self.faults += [f"{tag} is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.faults.append(f"</{tag}> inside {self.open}")

    def handle_data(self, data):
        self.words.append(data)

    def text(self):
        return re.sub(r"\s+", " ", "".join(self.words))

    def values(self, name):
        return [value for _, found, value in self.attributes if found == name]


class Handbook(BlackBox):
    def html(self, folder):
        with tempfile.TemporaryDirectory() as out:
            path = Path(out) / "guide.html"
            self.good("policy", "handbook", "--out", path, folder)
            return path.read_text(encoding="utf-8")

    def assert_self_contained(self, text):
        page = Page(text)
        for attribute in ("src", "data", "poster", "action", "srcset", "background"):
            for value in page.values(attribute):
                self.assertTrue(value.startswith("data:"), value[:80])
        self.assertFalse({"script", "iframe", "object", "embed", "link", "base"} & page.tags)
        handlers = [name for _, name, _ in page.attributes if name.startswith("on")]
        self.assertEqual(handlers, [])
        for value in page.values("href") + page.values("xlink:href"):
            self.assertRegex(value, r"^(#|https?://|mailto:|tel:)")
        for rule in re.findall(r"<style.*?</style>", text, re.S):
            self.assertNotRegex(rule, r"@import|url\(")

    def test_it_is_well_formed_and_every_link_inside_leads_somewhere(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                page = Page(self.html(folder))
                self.assertEqual(page.faults, [])
                self.assertEqual(len(page.ids), len(set(page.ids)), "an id stands twice")
                inside = [value[1:] for value in page.values("href") if value.startswith("#")]
                self.assertGreater(len(inside), 10)
                self.assertEqual(set(inside) - set(page.ids), set())

    def test_it_fetches_nothing_and_runs_nothing(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                self.assert_self_contained(self.html(folder))

    def test_the_same_policy_gives_the_same_bytes_from_anywhere(self):
        for folder in ALL:
            with self.subTest(policy=folder.name), changed(folder.name) as copy:
                self.assertEqual(self.html(folder), self.html(copy))

    def test_it_says_every_question_answer_outcome_and_rule(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                words = Page(self.html(folder)).text()
                protocol = (folder / "protocol.yaml").read_text(encoding="utf-8")
                said = re.findall(r'(?m)^ +(?:ask|title): "?([^">{|][^"\n]*?)"? *$', protocol)
                self.assertGreater(len(said), 20)
                for title in said:
                    self.assertIn(title, words)
                review = folder / "review.yaml"
                rules = re.findall(r"(?m)^  ([A-Z]+\d+):", review.read_text(encoding="utf-8")
                                   ) if review.exists() else []
                for rule in rules:
                    self.assertRegex(words, rf"\b{rule}\b")

    def test_an_accessible_frame(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                text = self.html(folder)
                page = Page(text)
                self.assertIn("html", page.tags)
                self.assertTrue(any(tag == "html" and name == "lang" and value
                                    for tag, name, value in page.attributes))
                self.assertEqual(text.count("<h1"), 1)
                self.assertIn("main", page.tags)
                self.assertIn("nav", page.tags)
                alts = [value for tag, name, value in page.attributes
                        if tag == "img" and name == "alt"]
                self.assertEqual(len(alts), text.count("<img"))

    def test_into_a_folder_it_is_called_handbook(self):
        with tempfile.TemporaryDirectory() as out:
            self.good("policy", "handbook", "--out", out, POLICIES / "epa")
            self.assertEqual([path.name for path in Path(out).iterdir()], ["handbook.html"])

    def test_hostile_words_stay_words(self):
        with changed() as folder:
            replace(folder / "policy.yaml", "title:", f"title: {quoted(HOSTILE)}\nx-title:")
            text = (folder / "policy.yaml").read_text(encoding="utf-8")
            text = re.sub(r"(?m)^x-title:.*\n", "", text)
            (folder / "policy.yaml").write_text(text, encoding="utf-8")
            protocol = folder / "protocol.yaml"
            text = protocol.read_text(encoding="utf-8")
            text, count = re.subn(r"(?m)^(    (?:ask|title):) .*$",
                                  lambda m: f"{m[1]} {quoted(HOSTILE)}", text)
            self.assertGreater(count, 5)
            protocol.write_text(text, encoding="utf-8")
            done = run("policy", "handbook", "--out", folder / "out.html", folder)
            if done.returncode == 2:  # a policy may also be refused; then with its place
                self.assertRegex(done.stderr.decode(), r"(policy|protocol)\.yaml:\d+:\d+: ")
                return
            text = (folder / "out.html").read_text(encoding="utf-8")
            self.assertEqual(Page(text).faults, [])
            self.assertIn("</title><script>alert(1)</script>", Page(text).text())
            self.assert_self_contained(text)

    def test_paths_that_cannot_be_written(self):
        rows = ("/no/such/folder/guide.html", "/proc/guide.html", "")
        for path in rows:
            with self.subTest(path=path):
                told = self.bad(2, "policy", "handbook", "--out", path, POLICIES / "epa")
                self.assertIn(path, told)
        with tempfile.TemporaryDirectory() as out:
            wall = Path(out) / "file"
            wall.write_text("x", encoding="utf-8")
            self.bad(2, "policy", "handbook", "--out", wall / "guide.html", POLICIES / "epa")
            self.assertEqual(wall.read_text(encoding="utf-8"), "x")

    def test_wrong_use(self):
        for arguments in ([], ["--out"], ["--nonsense"], ["--out", "x", "/no/such"],
                          ["--out", "x", "a", "b"]):
            with self.subTest(arguments=arguments):
                self.bad(2, "policy", "handbook", *arguments)

    def test_a_full_disk_is_told(self):
        self.bad(2, "policy", "handbook", "--out", "/dev/full", POLICIES / "epa")


@contextlib.contextmanager
def listener():
    """An address on this machine, and how many have connected to it."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(16)
        server.setblocking(False)

        def connected():
            count = 0
            with contextlib.suppress(BlockingIOError):
                while True:
                    server.accept()[0].close()
                    count += 1
            return count
        yield f"http://127.0.0.1:{server.getsockname()[1]}", connected


def noise_png(side, seed=1):
    """A PNG of chance, which no compression makes smaller."""
    chance = Random(seed)
    rows = b"".join(b"\0" + chance.randbytes(3 * side) for _ in range(side))

    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body +
                struct.pack(">I", zlib.crc32(kind + body)))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
            chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def hostile_svg(address, secret):
    return f"""<?xml version="1.0"?>
<?xml-stylesheet href="{address}/sheet.css" type="text/css"?>
<!DOCTYPE svg [<!ENTITY file SYSTEM "file://{secret}">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
     width="200" height="100" onload="fetch('{address}/load')">
<style>@import url("{address}/import.css"); rect {{ fill: url({address}/fill.svg#a) }}
@font-face {{ font-family: x; src: url("{address}/font.ttf") }}</style>
<script href="{address}/script.js">fetch("{address}/script")</script>
<image href="{address}/image.png" width="50" height="50"/>
<image xlink:href="file://{secret}" width="50" height="50"/>
<use href="{address}/use.svg#a"/>
<rect width="200" height="100"/><text x="9" y="50" font-family="x">&file;</text>
</svg>
""".encode()


class Pdf(BlackBox):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.path = Path(cls.temporary.name) / "guide.pdf"
        cls.made = run("policy", "handbook", "--pdf", "--out", cls.path, INSTITUTE)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def setUp(self):
        self.assertEqual(self.made.returncode, 0, self.made.stderr.decode())

    def tool(self, *command):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
        return done.stdout.decode(errors="replace")

    def test_it_is_tagged_titled_and_has_pages(self):
        told = self.tool("pdfinfo", self.path)
        self.assertRegex(told, r"Title: +\S")
        self.assertRegex(told, r"Tagged: +yes")
        self.assertRegex(told, r"JavaScript: +no")
        self.assertRegex(told, r"Page size: .*A4")
        self.assertGreater(int(re.search(r"Pages: +(\d+)", told)[1]), 20)

    def test_its_structure_has_headings_lists_tables_and_links(self):
        told = self.tool("pdfinfo", "-struct", self.path)
        for kind in ("H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Link"):
            self.assertRegex(told, rf"(?m)^ *{kind}\b")

    def test_the_contents_name_the_pages_on_which_chapters_begin(self):
        text = self.tool("pdftotext", "-layout", self.path, "-")
        pages = text.split("\f")
        contents = next(page for page in pages if re.search(r"(?m)^\s*Contents\s*$", page))
        rows = re.findall(r"(?m)^ *(\d+)\. (.+?) ?\.{3,} ?(\d+)\s*$", contents)
        self.assertGreater(len(rows), 10)
        for number, title, page in rows:
            with self.subTest(chapter=title):
                self.assertRegex(pages[int(page) - 1],
                                 rf"(?m)^\s*{number}\. {re.escape(title)}\s*$")
                self.assertRegex(pages[int(page) - 1], rf"(?m) {page}\s*$")

    def test_its_bookmarks_are_the_chapters_with_what_is_in_them(self):
        told = self.tool("pdftohtml", "-xml", "-stdout", "-i", self.path)
        marks = re.findall(r'<item page="(\d+)">(.*?)</item>', told)
        chapters = [title for _, title in marks if re.match(r"\d+\. ", title)]
        self.assertGreater(len(chapters), 10)
        self.assertGreater(len(marks), 2 * len(chapters))
        pages = [int(page) for page, _ in marks]
        self.assertEqual(pages, sorted(pages))

    def test_every_shipped_policy_can_be_printed(self):
        for folder in ALL:
            if folder == INSTITUTE:
                continue
            with self.subTest(policy=folder.name), tempfile.TemporaryDirectory() as out:
                self.good("policy", "handbook", "--pdf", "--out", out, folder)
                self.assertRegex(self.tool("pdfinfo", Path(out) / "handbook.pdf"), r"Tagged: +yes")

    def test_no_logo_can_make_it_fetch_or_read_anything(self):
        with changed() as folder, listener() as (address, connected):
            secret = folder.parent / "secret.txt"
            secret.write_text("a secret of this machine", encoding="utf-8")
            (folder / "logos/qim-mark.svg").write_bytes(hostile_svg(address, secret))
            out = folder.parent / "guide.pdf"
            for arguments in (["handbook", "--out", folder.parent / "guide.html"],
                              ["handbook", "--pdf", "--out", out], ["check"], ["show"]):
                done = run("policy", *arguments, folder)
                self.assertIn(done.returncode, (0, 1, 2))
                self.assert_told((done.stderr or b"\n").decode())
            self.assertEqual(connected(), 0)
            if out.exists():
                self.assertNotIn("a secret of this machine", self.tool("pdftotext", out, "-"))

    def test_a_logo_is_shown_and_one_of_a_megabyte_only_named(self):
        for side, shown in ((100, True), (600, False)):
            picture = noise_png(side)
            with self.subTest(bytes=len(picture)), changed() as folder:
                (folder / "logos/large.png").write_bytes(picture)
                replace(folder / "brand.yaml", "logos/qim-mark.svg", "logos/large.png")
                html, pdf = folder.parent / "guide.html", folder.parent / "guide.pdf"
                self.good("policy", "handbook", "--out", html, folder)
                text = html.read_text(encoding="utf-8")
                self.assertEqual(Page(text).faults, [])
                self.assertEqual(base64.b64encode(picture).decode() in text, shown)
                self.assertLess(len(text), 1_000_000)
                self.good("policy", "handbook", "--pdf", "--out", pdf, folder)

    def with_another_weasyprint(self, source):
        """What is told when this Python text stands in place of weasyprint."""
        with tempfile.TemporaryDirectory() as other:
            (Path(other) / "weasyprint.py").write_text(source, encoding="utf-8")
            python = Path(other) / "python"
            # Without the first argument (-I), so that the module above is found first.
            python.write_text(f'#!/bin/sh\nshift\nPYTHONPATH="{other}" exec python3 "$@"\n',
                              encoding="utf-8")
            python.chmod(0o755)
            out = Path(other) / "guide.pdf"
            done = subprocess.run(
                [BINARY, "policy", "handbook", "--pdf", "--out", out, POLICIES / "epa"],
                capture_output=True, env={**environment(), "DECORUM_PYTHON": str(python)},
                check=False)
            told = done.stderr.decode()
            self.assertEqual(done.returncode, 2, told)
            self.assert_told(told)
            self.assertEqual(len(told.splitlines()), 1, told)
            self.assertFalse(out.exists())
            return told

    def test_without_a_python_it_says_so(self):
        done = subprocess.run(
            [BINARY, "policy", "handbook", "--pdf", "--out", "/dev/null", POLICIES / "epa"],
            capture_output=True, env={**environment(), "DECORUM_PYTHON": "/no/python"},
            check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"/no/python cannot be run", done.stderr)

    def test_without_weasyprint_it_says_what_to_install(self):
        told = self.with_another_weasyprint("raise ImportError")
        self.assertIn("Debian package weasyprint", told)

    def test_a_weasyprint_that_fails_is_told_in_a_line_without_a_trace(self):
        told = self.with_another_weasyprint("def HTML(**_):\n    raise ValueError('no paper')\n")
        self.assertIn("no paper", told)
        self.assertNotIn("Traceback", told)
        told = self.with_another_weasyprint("import sys\nprint('no PDF')\nsys.exit(0)\n")
        self.assertIn("weasyprint failed", told)
        told = self.with_another_weasyprint("raise ValueError('x' * 100_000)")
        self.assertLess(len(told), 1000)


class Diff(BlackBox):
    def diff(self, code, *arguments):
        done = run("policy", "diff", *arguments)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout.decode()

    def test_a_policy_does_not_differ_from_itself(self):
        for folder in ALL:
            with self.subTest(policy=folder.name):
                self.assertIn("no differences", self.diff(0, folder, folder))
                told = json.loads(self.diff(0, "--format", "json", folder, folder))
                self.assertEqual(list(told), ["from", "to", "changes"])
                self.assertEqual(told["changes"], [])
                self.assertEqual(told["from"], told["to"])

    def test_a_comment_changes_the_hash_and_nothing_else(self):
        with changed() as folder:
            path = folder / "protocol.yaml"
            path.write_text("# seen\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
            told = json.loads(self.diff(0, "--format", "json", INSTITUTE, folder))
            self.assertNotEqual(told["from"]["hash"], told["to"]["hash"])

    def test_a_threshold_is_said_in_words_with_what_was_and_what_is(self):
        with changed() as folder:
            replace(folder / "protocol.yaml", "sentiment.positive >= 0.9 && irony < 0.17",
                    "sentiment.positive >= 0.75 && irony < 0.17")
            told = self.diff(1, INSTITUTE, folder)
            self.assertIn("question positive", told)
            self.assertRegex(told, r"was: .*0\.9")
            self.assertRegex(told, r"now: .*0\.75")
            changes = json.loads(self.diff(1, "--format", "json", INSTITUTE, folder))["changes"]
            self.assertEqual({change["area"] for change in changes}, {"question"})
            for change in changes:
                self.assertEqual(list(change), ["kind", "area", "item", "title", "field", "before",
                                                "after"])

    def test_there_and_back_are_mirrored(self):
        def sides(changes, before, after):
            return sorted((one["area"], one["item"], one["field"], one[before], one[after])
                          for one in changes)
        for other in ALL:
            if other == INSTITUTE:
                continue
            with self.subTest(policy=other.name):
                there = json.loads(self.diff(1, "--format", "json", INSTITUTE, other))["changes"]
                back = json.loads(self.diff(1, "--format", "json", other, INSTITUTE))["changes"]
                self.assertGreater(len(there), 20)
                self.assertEqual(sides(there, "before", "after"), sides(back, "after", "before"))
                self.assertNotIn("\x1b", self.diff(1, INSTITUTE, other))

    def test_hostile_words_cannot_drive_a_terminal(self):
        with changed("epa") as folder:
            path = folder / "policy.yaml"
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^title: .*$", r'title: "a\\e[2Jb"', text),
                            encoding="utf-8")
            done = run("policy", "diff", POLICIES / "epa", folder)
            self.assertIn(done.returncode, (1, 2))
            self.assertNotIn(b"\x1b", done.stdout + done.stderr)

    def test_wrong_use(self):
        for arguments in ([], [INSTITUTE], [INSTITUTE, "/no/such"], ["/no/such", INSTITUTE],
                          [INSTITUTE, INSTITUTE, INSTITUTE],
                          ["--format", "yaml", INSTITUTE, INSTITUTE]):
            with self.subTest(arguments=arguments):
                self.bad(2, "policy", "diff", *arguments)

    def test_a_policy_with_mistakes_is_refused_with_its_mistakes(self):
        with changed("epa") as folder:
            replace(folder / "protocol.yaml", "start: ", "start: nowhere-")
            self.assertIn("nowhere-", self.bad(2, "policy", "diff", POLICIES / "epa", folder))


if __name__ == "__main__":
    main()
