#!/usr/bin/env python3
"""decorum text: lengths, entities, and input that is not nice."""
import json
import tempfile
from pathlib import Path

from binary import POLICIES, BlackBox, main

SITES = ("x bluesky mastodon facebook instagram linkedin youtube threads tiktok reddit telegram "
         "discourse email sms web").split()


class Text(BlackBox):
    def text(self, words, *arguments):
        return json.loads(self.good("text", *arguments, stdin=words))

    def test_every_site_counts(self):
        for site in SITES:
            with self.subTest(site=site):
                found = self.text("Hello", "--site", site)
                self.assertEqual(found["length"]["site"], site)
                self.assertTrue(found["length"]["valid"])
                self.assertEqual(found["entities"], [])
                for cap in found["length"]["caps"]:
                    self.assertEqual(set(cap), {"unit", "used", "limit"})
                    self.assertLessEqual(cap["used"], cap["limit"])

    def test_an_unknown_site_lists_the_sites(self):
        told = self.bad(2, "text", "--site", "myspace", stdin="a")
        for site in SITES:
            self.assertIn(f" {site}", told)

    def test_a_link_counts_as_its_fixed_cost_on_x(self):
        found = self.text("see https://example.org/" + "a" * 200, "--site", "x")
        self.assertEqual(found["length"]["caps"][0], {"unit": "weighted", "used": 27, "limit": 280})

    def test_entities_have_byte_offsets_and_no_signs(self):
        words = "é @ipm #news $ABC 👍 https://example.org"
        raw = words.encode()
        found = self.text(words, "--site", "x")["entities"]
        self.assertEqual([one["kind"] for one in found],
                         ["mention", "hashtag", "cashtag", "emoji", "url"])
        for one, value in zip(found, ["ipm", "news", "ABC", "👍", "https://example.org"]):
            self.assertEqual(one["value"], value)
            self.assertIn(value.encode(), raw[one["start"]:one["end"]])
        self.assertEqual(raw[found[0]["start"]:found[0]["end"]], b"@ipm")

    def used(self, words, *arguments):
        caps = self.text(words, "--site", "x", *arguments)["length"]["caps"]
        return caps[0]["used"]

    def test_one_final_newline_is_dropped_and_only_one(self):
        self.assertEqual(self.used("abc"), 3)
        self.assertEqual(self.used("abc\n"), 3)
        self.assertEqual(self.used("abc\r\n"), 3)
        self.assertEqual(self.used("abc\n\n"), 4)
        self.assertEqual(self.used("a\nb"), 3)

    def test_empty_input_is_a_text(self):
        self.assertEqual(self.text("", "--site", "web")["entities"], [])
        self.assertFalse(self.text("", "--site", "x")["length"]["valid"])
        self.assertFalse(self.text("\n", "--site", "x")["length"]["valid"])

    def test_too_long_is_not_valid(self):
        self.assertTrue(self.text("a" * 280, "--site", "x")["length"]["valid"])
        self.assertFalse(self.text("a" * 281, "--site", "x")["length"]["valid"])

    def test_ten_megabytes_are_one_text(self):
        found = self.text("word " * 2_000_000, "--site", "web")
        self.assertEqual(found["entities"], [])

    def test_broken_utf8_is_refused_with_its_place(self):
        for words, place in ((b"\xff", "0"), (b"abc\xc3", "3"), (b"a\xed\xa0\x80", "1"),
                             (b"\xc0\xaf", "0")):
            told = self.bad(1, "text", stdin=words)
            self.assertIn("UTF-8", told)
            self.assertIn(place, told)

    def test_strange_but_valid_characters_are_counted(self):
        for words in ("a\0b", "\u202eabc", "\ufeffabc", "\u200b", "\u0301", "\U0010ffff",
                      "👩‍👩‍👧‍👦", "\r", "\t"):
            with self.subTest(words=words):
                self.text(words, "--site", "bluesky")

    def test_a_policy_that_is_named_tightens(self):
        with tempfile.TemporaryDirectory() as folder:
            self.copy_policy(folder)
            found = self.text("a" * 200, "--site", "x", "--policy", folder)
            self.assertEqual(found["length"]["caps"][0]["limit"], 140)
            self.assertFalse(found["length"]["valid"])
        self.assertTrue(self.text("a" * 200, "--site", "x")["length"]["valid"])

    def copy_policy(self, folder):
        for path in (POLICIES / "epa").rglob("*.yaml"):
            copy = Path(folder) / path.relative_to(POLICIES / "epa")
            copy.parent.mkdir(exist_ok=True)
            copy.write_bytes(path.read_bytes())
        (Path(folder) / "sites.yaml").write_text(
            'sites:\n  x: { text_max: 140, why: "Short." }\n', encoding="utf-8")

    def test_a_file_and_standard_input_are_the_same(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "draft.txt"
            path.write_text("Hello #news\n", encoding="utf-8")
            self.assertEqual(self.good("text", path), self.good("text", "-", stdin="Hello #news\n"))


if __name__ == "__main__":
    main()
