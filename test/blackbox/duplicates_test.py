#!/usr/bin/env python3
"""decorum duplicates: pairs found in a stream and against a file, and input that is not nice."""
import json
import tempfile
from pathlib import Path

from binary import BlackBox, main, run

FIRST = "Our winter course for new managers starts on the second of February in Leeds."
EDITED = ("@jo OUR winter course for new bakers starts on the 2nd of February in Leeds! "
          "https://a.example")
OTHER = "The library opens at nine, and on Sundays at eleven, all through the summer."


def lines(*posts):
    return "".join(json.dumps(post) + "\n" for post in posts)


class Duplicates(BlackBox):
    def found(self, stdin, *arguments):
        return self.objects(self.good("duplicates", *arguments, stdin=stdin))

    def test_a_pair_is_found_once_by_the_later_post(self):
        posts = lines({"id": "a", "text": FIRST}, {"id": "b", "text": OTHER},
                      {"id": "c\"", "text": EDITED})
        found = self.found(posts)
        self.assertEqual([(one["id"], one["of"]) for one in found], [("c\"", "a")])
        self.assertEqual(set(found[0]), {"id", "of", "similarity"})
        self.assertTrue(0.68 <= found[0]["similarity"] < 1, found)

    def test_the_same_text_is_of_similarity_one_and_lines_are_ids(self):
        found = self.found(f"{FIRST}\n\n{OTHER}\n{FIRST.upper()}\n", "--text")
        self.assertEqual(found, [{"id": "4", "of": "1", "similarity": 1}])

    def test_against_a_file_posts_are_not_held_against_each_other(self):
        with tempfile.TemporaryDirectory() as folder:
            past = Path(folder) / "past.jsonl"
            past.write_text(lines({"id": "old", "text": FIRST}, {"text": FIRST}), encoding="utf-8")
            found = self.found(lines({"id": "x", "text": EDITED}, {"id": "y", "text": EDITED},
                                     {"id": "z", "text": OTHER}), "--against", past)
        self.assertEqual([(one["id"], one["of"]) for one in found],
                         [("x", "old"), ("x", "2"), ("y", "old"), ("y", "2")])

    def test_what_was_pushed_out_is_not_found(self):
        posts = lines({"text": FIRST}, {"text": OTHER}, {"text": EDITED})
        self.assertEqual(self.found(posts, "--posts", 1), [])
        self.assertEqual(len(self.found(posts, "--posts", 2)), 1)

    def test_short_and_empty_posts(self):
        self.assertEqual(self.found("Thank you\nThanks a lot\n!!\n!!\n@a\n@b\n", "--text"), [])
        self.assertEqual(len(self.found("Thank you\nthank you!\n", "--text")), 1)
        self.assertEqual(self.found(""), [])

    def test_a_bad_line_is_told_and_the_others_go_on(self):
        bad = [b"{", b'{"text":1}', b"\xff", b'{"id":"a"}', b"[]", b"\0"]
        stdin = lines({"text": FIRST}).encode() + b"\n".join(bad) + b"\n" + lines(
            {"text": FIRST}).encode()
        done = run("duplicates", stdin=stdin)
        self.assertEqual(done.returncode, 1)
        self.assertEqual(self.objects(done.stdout), [{"id": "8", "of": "1", "similarity": 1}])
        told = done.stderr.decode()
        self.assert_told(told)
        self.assertEqual(told.count("\n"), len(bad))
        for number in range(2, 8):
            self.assertIn(f"decorum: -:{number}: ", told)

    def test_wrong_use(self):
        rows = [(["--posts", "0"], "--posts"), (["--posts", "10000001"], "--posts"),
                (["--posts", "many"], "--posts"), (["a", "b"], "one argument too many"),
                (["/no/such.jsonl"], "/no/such.jsonl"),
                (["--against", "/no/such.jsonl", "/dev/null"], "/no/such.jsonl")]
        for arguments, part in rows:
            with self.subTest(arguments=arguments):
                self.assertIn(part, self.bad(2, "duplicates", *arguments))

    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            done = run("duplicates", "--text", stdin=f"{FIRST}\n{FIRST}\n", stdout=full)
        self.assertEqual(done.returncode, 2)
        self.assertIn("No space left on device", done.stderr.decode())


if __name__ == "__main__":
    main()
