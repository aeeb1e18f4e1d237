#!/usr/bin/env python3
"""Copies of labelled posts with one thing changed that must not change the answer.

    models/augment.py links SHARE < in.jsonl > out.jsonl      a web address put into that share
    models/augment.py mentions < in.jsonl > out.jsonl         each also with, or without, "@user"
    models/augment.py swap COPIES < in.jsonl > out.jsonl      each also with other groups' names

Posts are {"text", "label"} lines. What happens to a post depends on its text and the seed below
only, so the same lines give the same bytes on every machine and in any order. Standard library
only.
"""
import hashlib
import json
import re
import sys

SEED = "1"
LINK = "https://t.example/a"

# Words that may stand for each other. Plain names of groups; no slurs.
GROUPS = {
    "people": ["africans", "arabs", "asians", "blacks", "catholics", "christians",
               "disabled people", "feminists", "foreigners", "gays", "gypsies", "hindus",
               "immigrants", "indians", "jews", "lesbians", "mexicans", "migrants", "muslims",
               "pakistanis", "pensioners",
               "refugees", "romanians", "sikhs", "travellers", "whites", "women"],
    "adjective": ["african", "arab", "asian", "black", "catholic", "chinese", "christian",
                  "disabled", "gay", "hindu", "indian", "irish", "jewish", "lesbian", "mexican",
                  "muslim", "nigerian", "pakistani", "polish", "queer", "romanian", "sikh", "trans",
                  "white"],
    "person": ["immigrant", "migrant", "refugee", "foreigner", "pensioner", "feminist", "jew",
               "traveller"],
}
KIND = {word: kind for kind, words in GROUPS.items() for word in words}
NAMES = re.compile(r"\b(" + "|".join(sorted(KIND, key=len, reverse=True)) + r")\b", re.IGNORECASE)


class Chance:
    """Numbers that depend on a text alone."""

    def __init__(self, text):
        self.text = text
        self.turn = 0

    def below(self, limit):
        self.turn += 1
        digest = hashlib.sha256(f"{SEED} {self.turn} {self.text}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit


def with_link(text, chance):
    place = chance.below(20)
    if place < 14:
        return f"{text} {LINK}"
    if place < 16:
        return f"{text}: {LINK}"
    if place < 18:
        return f"{LINK} {text}"
    words = text.split(" ")
    at = 1 + chance.below(len(words))
    return " ".join(words[:at] + [LINK] + words[at:])


def links(post, share):
    text = post["text"]
    chance = Chance(text)
    has_one = re.search(r"http|www\.|\bURL\b", text) is not None
    if not has_one and chance.below(1000) < share * 1000:
        post = {**post, "text": with_link(text, chance)}
    return [post]


def mentions(post):
    text = post["text"]
    bare = re.sub(r"^(@\w+[ ,:]*)+", "", text)
    other = bare if bare != text else f"@user {text}"
    return [post, {**post, "text": other}] if bare else [post]


def swap(post, copies):
    text = post["text"]
    out = [post]
    named = sorted({name.lower() for name in NAMES.findall(text)})
    chance = Chance(text)
    for _ in range(copies if named else 0):
        turned = {}
        for name in named:
            others = [word for word in GROUPS[KIND[name]] if word not in named]
            turned[name] = others[chance.below(len(others))]

        def other(match):
            word = turned[match.group(0).lower()]
            return word.capitalize() if match.group(0)[0].isupper() else word

        out.append({**post, "text": NAMES.sub(other, text)})
    return out


def main(arguments):
    ways = {"links": lambda post: links(post, float(arguments[1])), "mentions": mentions,
            "swap": lambda post: swap(post, int(arguments[1]))}
    way = arguments[0] if arguments else ""
    if way not in ways or len(arguments) != (1 if way == "mentions" else 2):
        sys.exit(__doc__)
    for line in sys.stdin:
        for post in ways[way](json.loads(line)):
            print(json.dumps(post, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
