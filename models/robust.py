#!/usr/bin/env python3
"""Do abuse and spam still count when their words are disguised, and does harmless text stay so?

    models/robust.py DECORUM DATA [--only PART] [--policy POLICY]
    for example  models/robust.py ./decorum ../data --only leet

Every disguise of the table below is applied, by a rule and seeded by the text, to development posts
that `DECORUM triage` catches as they stand (abuse: tweeteval_offensive, convabuse, davidson; spam:
sms_spam, youtube_spam; caught is at or above the model's own threshold), and to harmless posts
(banking77, clinc150, tweeteval_emoji, neutral goemotions, positive tweeteval_sentiment; at most
2,000 of a set). Prints one row a disguise: the share of the catches that is still caught, and the
share of the harmless posts that is flagged disguised and was not before. Leaves with 1 when a row
keeps less than 90 % or gains more than 1 %; swapped inner letters are told, but not held to that.
Where single words are disguised, links, handles, hashtags and HTML entities are left as they are,
as an evader would leave them. Standard library only; some minutes.
"""
import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import augment

ROOT = Path(__file__).resolve().parent.parent
KEPT_LEAST = 0.90
GAINED_MOST = 0.01
HARMLESS_MOST = 2000  # posts of a set
ONLY_TOLD = {"inner letters swapped"}  # a misspelling, which nothing undoes
CAUGHT = {
    "abuse": [("tweeteval_offensive", "x", {"offensive"}), ("convabuse", "web", {"abuse"}),
              ("davidson", "x", {"offensive", "hate"})],
    "spam": [("sms_spam", "sms", {"spam"}), ("youtube_spam", "youtube", {"spam"})],
}
HARMLESS = [("banking77", None), ("clinc150", None), ("tweeteval_emoji", None),
            ("goemotions", "neutral"), ("tweeteval_sentiment", "positive")]

KEPT_CHUNK = re.compile(r"://|www\.|@\w|^\W*#\w|&#?\w+;|^RT$")
WORD = re.compile(r"[A-Za-z]+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"

SIGNS = dict(zip("ais", "@!$"))
LEET = dict(zip("aeiost", "431057"))
CYRILLIC = dict(zip("acehijopsxyABCEHIJKMOPSTXY", "асеһіјорѕхуАВСЕНІЈКМОРЅТХУ"))
GREEK = dict(zip("aeikoptuvxABEHIKMNOPTXYZ", "αεικορτυνχΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"))
SMALL = dict(zip("abcdefghijklmnopqrstuvwxyz", "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘqʀꜱᴛᴜᴠᴡxʏᴢ"))
TURNED = dict(zip("abcdefghijklmnopqrstuvwxyz.,?!'_()&",
                  "ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz˙'¿¡,‾)(⅋"))
ALPHABETS = [0x1D400, 0x1D468, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D63C, 0x1D670]  # no holes
INVISIBLE = "\u200b\u200c\u200d\u2060"
DIRECTIONS = "\u200e\u200f\u2066\u202a"
MARKS = [chr(code) for code in range(0x300, 0x370) if code not in (0x34F, 0x340, 0x341, 0x343)]


class Chance(augment.Chance):
    def one_of(self, choices):
        return choices[self.below(len(choices))]


def chunks(text, change):
    """The text with `change` applied to each piece between spaces that an evader would touch."""
    return "".join(part if not part.strip() or KEPT_CHUNK.search(part) else change(part)
                   for part in re.split(r"(\s+)", text))


def words(least, change):
    """A disguise of each word of `least` or more letters: change(word, chance)."""
    def disguise(text, chance):
        def one(match):
            word = match.group(0)
            return word if len(word) < least else change(word, chance)
        return chunks(text, lambda part: WORD.sub(one, part))
    return disguise


def letters(least, change):
    return words(least, lambda word, chance: "".join(change(c, chance) for c in word))


def mapped(table):
    return lambda c, chance: table.get(c, c)


def any_case(table):
    return lambda c, chance: table.get(c, table.get(c.lower(), c))


def some_letter(places, change):
    """One letter of the word, of those `places` offers, is changed."""
    def one(word, chance):
        offered = places(word)
        if not offered:
            return word
        at = chance.one_of(offered)
        return word[:at] + change(word[at], chance) + word[at + 1:]
    return one


def inner(word):
    return list(range(1, len(word) - 1))


def of_table(table):
    return lambda word: [at for at, c in enumerate(word) if c.lower() in table]


def signs_inside(word, chance):
    return word[0] + "".join(SIGNS.get(c.lower(), c) for c in word[1:])


def alphabet(first):
    def one(c, chance):
        at = LETTERS.find(c.lower())
        return chr(first + at + (26 if c.islower() else 0)) if at >= 0 else c
    return one


def mathematical(text, chance):
    return letters(1, alphabet(chance.one_of(ALPHABETS)))(text, chance)


def circled(c, chance):
    at = LETTERS.find(c.lower())
    return chr((0x24D0 if c.islower() else 0x24B6) + at) if at >= 0 else c


def full_width(c, chance):
    return chr(ord(c) + 0xFEE0)


def mixed(c, chance):
    return chance.one_of([c, CYRILLIC.get(c, c), GREEK.get(c, c), SMALL.get(c, c)])


def stretched(c, chance):
    return c * (3 + chance.below(4))


def doubled(c, chance):
    return c * (2 + chance.below(3))


def followed_by(marks, most=1):
    return lambda c, chance: c + "".join(chance.one_of(marks)
                                         for _ in range(1 + chance.below(most)))


def between(word, marks, chance):
    return word[0] + "".join(chance.one_of(marks) + c for c in word[1:])


def joined_with(mark):
    return words(4, lambda word, chance: between(word, mark, chance))


def spaced_text(text, chance):
    return " ".join(text)


def turn(text):
    return "".join(TURNED.get(c.lower(), c) for c in reversed(text))


def upside_down(text, chance):
    return turn(text)


def overridden(word, chance):
    return "\u202e" + word[::-1] + "\u202c"


def swapped_case(text, chance):
    return chunks(text, str.swapcase)


def wavering(text, chance):
    return chunks(text, lambda part: "".join(c.upper() if at % 2 else c.lower()
                                             for at, c in enumerate(part)))


def without_spaces(text, chance):
    return run_together(text, str)


def camel_case(text, chance):
    return run_together(text, lambda part: part[:1].upper() + part[1:])


def run_together(text, change):
    """Plain words lose the space before them; what an evader would not touch keeps its own."""
    out = ""
    before = False
    for part in text.split():
        plain = not KEPT_CHUNK.search(part)
        out += ("" if plain and before or not out else " ") + (change(part) if plain else part)
        before = plain
    return out


def inner_swap(word, chance):
    at = 1 + chance.below(len(word) - 2) if len(word) > 3 else 0
    if at == 0 or at + 2 >= len(word):
        at = max(len(word) - 3, 0)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


# (name, what it does, disguise(text, chance))
DISGUISES = [
    ("untouched", "nothing", lambda text, chance: text),
    ("leetspeak, light", "words of 4 letters: one of a e i o s t is 4 3 1 0 5 7",
     words(4, some_letter(of_table(LEET), any_case(LEET)))),
    ("leetspeak, heavy", "words of 3 letters: all a e i o s t are 4 3 1 0 5 7",
     letters(3, any_case(LEET))),
    ("signs for letters", "words of 4 letters: all a i s but the first are @ ! $",
     words(4, signs_inside)),
    ("Cyrillic look-alikes", "every letter that has one", letters(1, mapped(CYRILLIC))),
    ("Greek look-alikes", "every letter that has one", letters(1, mapped(GREEK))),
    ("small capitals", "every letter", letters(1, any_case(SMALL))),
    ("mixed scripts", "each letter Latin, Cyrillic, Greek or a small capital", letters(1, mixed)),
    ("full-width", "every letter", letters(1, full_width)),
    ("mathematical", "every letter, in one of eight alphabets", mathematical),
    ("circled", "every letter", letters(1, circled)),
    ("spaces in words", "words of 4 letters: a space between all letters", joined_with(" ")),
    ("spaces in the text", "a space between all characters", spaced_text),
    ("dots", "words of 4 letters: between all letters", joined_with(".")),
    ("dashes", "words of 4 letters: between all letters", joined_with("-")),
    ("asterisks", "words of 4 letters: between all letters", joined_with("*")),
    ("one letter masked", "words of 4 letters: an inner letter is *",
     words(4, some_letter(inner, lambda c, chance: "*"))),
    ("one letter stretched", "words of 4 letters: 3 to 6 times",
     words(4, some_letter(lambda word: list(range(len(word))), stretched))),
    ("all letters repeated", "words of 4 letters: each 2 to 4 times", letters(4, doubled)),
    ("zero-width", "words of 4 letters: after every letter",
     letters(4, followed_by(INVISIBLE))),
    ("soft hyphens", "words of 4 letters: after every letter", letters(4, followed_by("\u00ad"))),
    ("direction marks", "words of 4 letters: after every letter",
     letters(4, followed_by(DIRECTIONS))),
    ("direction override", "words of 4 letters: stored backwards, shown forwards",
     words(4, overridden)),
    ("combining marks", "1 to 3 after every letter", letters(1, followed_by(MARKS, 3))),
    ("struck through", "a stroke over every letter", letters(1, followed_by("\u0336"))),
    ("upside-down text", "all of it, backwards", upside_down),
    ("upside-down words", "words of 4 letters, each in its place",
     words(4, lambda word, chance: turn(word))),
    ("capitals swapped", "all of it", swapped_case),
    ("capitals wavering", "every other letter", wavering),
    ("no spaces", "all of it", without_spaces),
    ("CamelCase", "all of it", camel_case),
    ("inner letters swapped", "words of 4 letters: two neighbours", words(4, inner_swap)),
]


def threshold_of(model):
    bytes_ = model.read_bytes()
    size = int.from_bytes(bytes_[8:12], "little")
    return json.loads(bytes_[16:16 + size])["threshold"]


def read_set(data, name):
    with open(data / name / "dev.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def signals_of(decorum, policy, posts):
    lines = "".join(json.dumps(post) + "\n" for post in posts)
    run = subprocess.run([decorum, "triage", "--policy", policy, "--history", "off"], input=lines,
                         capture_output=True, text=True, check=True)
    return [json.loads(line)["signals"] for line in run.stdout.splitlines()]


def labels_of(post):
    label = post["label"]
    return set(label) if isinstance(label, list) else {label}


def wanted_posts(data):
    """{"abuse": posts labelled so, "spam": ..., "harmless": posts that are neither}."""
    out = {}
    for signal, sets in CAUGHT.items():
        out[signal] = [{"text": post["text"], "site": site} for name, site, labels in sets
                       for post in read_set(data, name) if labels & labels_of(post)]
    out["harmless"] = []
    for name, label in HARMLESS:
        posts = [{"text": post["text"]} for post in read_set(data, name)
                 if label is None or labels_of(post) == {label}]
        out["harmless"] += posts[:HARMLESS_MOST]
    return out


def main(arguments):
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("decorum")
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--policy", default=str(ROOT / "policies/institute"))
    parser.add_argument("--lost", help="a file for the posts that were lost or gained")
    options = parser.parse_args(arguments)

    limits = {signal: threshold_of(ROOT / "models" / f"{signal}.model") for signal in CAUGHT}

    def flags(posts):
        answers = signals_of(options.decorum, options.policy, posts)
        return [{signal for signal in CAUGHT
                 if answer[signal] is not None and answer[signal] >= limits[signal]}
                for answer in answers]

    posts = wanted_posts(options.data)
    before = {kind: flags(of_kind) for kind, of_kind in posts.items()}
    for signal in CAUGHT:
        posts[signal] = [post for post, said in zip(posts[signal], before[signal])
                         if signal in said]
    print("| disguise | rule | abuse kept % of {abuse:,} | spam kept % of {spam:,} | "
          "abuse gained % of {harmless:,} | spam gained % |".format(
              **{kind: len(of_kind) for kind, of_kind in posts.items()}))
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    chosen = [row for row in DISGUISES if options.only in row[0]]
    changed = [{**post, "text": disguise(post["text"], Chance(post["text"]))}
               for _, _, disguise in chosen for kind in posts for post in posts[kind]]
    answers = iter(zip(changed, flags(changed)))
    fits = True
    lost = []
    for name, rule, _ in chosen:
        kept = []
        gained = []
        for kind in CAUGHT:
            now = [next(answers) for _ in posts[kind]]
            gone = [post for post, said in now if kind not in said]
            lost += [(name, kind, post) for post in gone]
            kept.append(1 - len(gone) / len(now))
        now = [next(answers) for _ in posts["harmless"]]
        for kind in CAUGHT:
            new = [post for (post, said), was in zip(now, before["harmless"])
                   if kind in said and kind not in was]
            lost += [(name, f"no {kind}", post) for post in new]
            gained.append(len(new) / len(now))
        if name not in ONLY_TOLD:
            fits = fits and min(kept) >= KEPT_LEAST and max(gained) <= GAINED_MOST
        print(f"| {name} | {rule} | " + " | ".join(f"{100 * share:.1f}" for share in kept) + " | " +
              " | ".join(f"{100 * share:.2f}" for share in gained) + " |")
    if options.lost:
        with open(options.lost, "w", encoding="utf-8") as out:
            for name, kind, post in lost:
                print(json.dumps({"disguise": name, "kind": kind, **post}, ensure_ascii=False),
                      file=out)
    return 0 if fits else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
