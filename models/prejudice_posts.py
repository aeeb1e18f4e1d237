#!/usr/bin/env python3
"""Posts that attack people for who they are, and harmless ones that look like them.

    models/prejudice_posts.py data/prejudice 400 > posts.jsonl

Fills the sentences of FOLDER/sentences.txt with the groups of FOLDER/groups.txt and the words of
FOLDER/words.txt, about that many posts a function, and prints {"text", "label", "function",
"group"} lines. The same files give the same bytes on every machine. Standard library only.

    sentences.txt   "## FUNCTION hate" or "## FUNCTION other", then one sentence a line; with
                    "tricks" after it words are disguised ("w0men", "v i l e")
    groups.txt      "= GROUP | P: plurals | A: adjectives | S: persons | SL: slurs | SLP: slurs"
    words.txt       "NAME: word, word, ..."; {Name} in a sentence begins with a capital

Some posts are written without capitals, without a full stop, or after a mention, as people write.
"""
import hashlib
import json
import math
import re
import sys
from pathlib import Path

SLOT = re.compile(r"\{(\w+)\}")
NAMES_GROUP = re.compile(r"\{(P|A|S|SL|SLP)\}")


class Chance:
    """Numbers that depend on a name alone."""

    def __init__(self, name):
        self.name = name
        self.turn = 0

    def below(self, limit):
        self.turn += 1
        digest = hashlib.sha256(f"{self.turn} {self.name}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % limit

    def one_of(self, items):
        return items[self.below(len(items))]


def listed(text):
    return [item.strip() for item in text.split(",")]


def read_groups(path):
    groups = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            name, *fields = line[2:].split(" | ")
            pairs = (field.split(": ") for field in fields)
            groups[name] = {key: listed(items) for key, items in pairs}
    return groups


def read_words(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {name: listed(items) for name, items in pairs}


def read_sentences(path):
    functions = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            function, label, *tricks = line[3:].split()
            functions[function] = (label, tricks == ["tricks"], [])
        elif line and not line.startswith("# "):
            functions[function][-1].append(line)
    return functions


def filled(sentence, group, words, chance):
    """The sentence with every slot filled, each list's word used once where it can be."""
    used = set()

    def fill(match):
        name = match.group(1)
        lower = name if name in group else name.lower()
        items = group.get(lower) or words[lower]
        rest = [item for item in items if item not in used] or items
        word = chance.one_of(rest)
        used.add(word)
        return word[0].upper() + word[1:] if name != lower else word

    text = SLOT.sub(fill, sentence)
    return re.sub(r"\b([Aa]) (?=[aeiouAEIOU])(?!one|uni|use|Eu|eu)", r"\1n ", text)


def written(text, chance):
    """As people write: mostly with capitals, sometimes not, sometimes to somebody."""
    way = chance.below(12)
    if way < 3:
        text = text.lower()
    else:
        text = text[0].upper() + text[1:]
    if way in (2, 4) and text.endswith("."):
        text = text[:-1]
    if way == 5:
        text = f"@user {text}"
    if way == 6:
        text += "!" if text[-1].isalpha() else " \U0001f621" if chance.below(2) else " lol"
    return text


DIGITS = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5", "t": "7"}
DISGUISES = ["digits", "digits", "star", "apart", "dots", "swapped", "missing", "doubled", "joined"]


def disguised_word(word, way, chance):
    inner = 1 + chance.below(len(word) - 2)
    if way == "digits":
        return "".join(DIGITS.get(letter, letter) for letter in word)
    if way == "star":
        return word[:inner] + "*" + word[inner + 1:]
    if way == "apart":
        return " ".join(word)
    if way == "dots":
        return ".".join(word)
    if way == "swapped":
        inner = min(inner, len(word) - 3) if len(word) > 3 else inner
        return word[:inner] + word[inner + 1] + word[inner] + word[inner + 2:]
    if way == "missing":
        return word[:inner] + word[inner + 1:]
    return word[:inner] + word[inner] + word[inner:]  # doubled


def disguised(text, chance):
    """One or two of its longer words written so that a list of words does not know them."""
    way = chance.one_of(DISGUISES)
    words = text.split(" ")
    if way == "joined":
        at = chance.below(len(words) - 1)
        return " ".join(words[:at] + ["".join(words[at:at + 3])] + words[at + 3:])
    longer = [k for k, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    for _ in range(min(len(longer), 1 + chance.below(2))):
        at = longer.pop(chance.below(len(longer)))
        words[at] = disguised_word(words[at], way, chance)
    return " ".join(words)


def posts_of(function, label, tricks, sentence, times, groups, words):
    """The posts of one sentence, each about another group; one when it has no slot."""
    chance = Chance(f"{function} {sentence}")
    names = list(groups)
    start = chance.below(len(names))
    steps = [step for step in range(1, len(names)) if math.gcd(step, len(names)) == 1]
    step = chance.one_of(steps)  # so that every group has its turn
    for turn in range(times if SLOT.search(sentence) else 1):
        name = names[(start + turn * step) % len(names)]
        text = filled(sentence, groups[name], words, chance)
        text = written(disguised(text, chance) if tricks else text, chance)
        yield {"text": text, "label": label, "function": function,
               "group": name if NAMES_GROUP.search(sentence) else ""}


def posts(folder, count):
    groups = read_groups(folder / "groups.txt")
    words = read_words(folder / "words.txt")
    functions = read_sentences(folder / "sentences.txt")
    for function, (label, tricks, sentences) in functions.items():
        slots = sum(1 for sentence in sentences if SLOT.search(sentence))
        times = max(1, round((count - len(sentences) + slots) / max(slots, 1)))
        seen = set()
        for sentence in sentences:
            for post in posts_of(function, label, tricks, sentence, times, groups, words):
                if post["text"] not in seen:
                    seen.add(post["text"])
                    yield post


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    for post in posts(Path(arguments[0]), int(arguments[1])):
        print(json.dumps(post, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
