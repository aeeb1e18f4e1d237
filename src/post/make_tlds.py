#!/usr/bin/env python3
"""Makes tlds.gen.h from twitter-text's list of top-level domains.

    make_tlds.py tld_lib.yml > tlds.gen.h

The list is conformance/tld_lib.yml of twitter-text 3.1.0 (Apache-2.0), a plain list of words.
"""
import sys

import yaml


def literal(word):
    return '"' + word + '"'


def table(name, kind, words):
    lines = [f"inline constexpr std::array<std::string_view, {len(words)}> {name} = {{"]
    lines += [f"    {literal(word)}," for word in words]
    return "\n".join(lines + ["};"]) + f"  // {kind}\n"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lists = yaml.safe_load(file)
    # YAML 1.1 reads the word `no` (Norway) as false.
    words = {"no" if word is False else str(word) for word in lists["country"] + lists["generic"]}
    words = {word.lower() for word in words}
    ascii_words = sorted(word for word in words if word.isascii())
    other_words = sorted((word for word in words if not word.isascii()),
                         key=lambda word: (-len(word), word))
    print("// Top-level domains, made by make_tlds.py from twitter-text 3.1.0's tld_lib.yml.\n"
          "// The list: copyright 2018 Twitter, Inc. and other contributors, Apache-2.0.\n"
          "#pragma once\n\n#include <array>\n#include <string_view>\n\n"
          "namespace decorum::post {\n")
    print(table("ascii_tlds", "sorted by byte", ascii_words))
    print(table("other_tlds", "longest first, small letters", other_words))
    print("}  // namespace decorum::post")


main()
