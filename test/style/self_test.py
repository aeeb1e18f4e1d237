#!/usr/bin/env python3
"""The style test itself can fail: each check finds a planted mistake."""
import tempfile
import unittest
from pathlib import Path

import style_test as style

GOOD_HEADER = "// What it is.\n#pragma once\n"


class PlantedMistakes(unittest.TestCase):
    def found(self, check, name, text):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            path = root / name
            path.parent.mkdir(parents=True)
            path.write_text(text, encoding="utf-8")
            (path.parent / "CMakeLists.txt").write_text("", encoding="utf-8")
            (root / "GLOSSARY.md").write_text(
                "## Words we do not use\n\n| word | instead |\n| --- | --- |\n"
                "| gizmo | thing |\n", encoding="utf-8")
            old = style.ROOT, style.FILES
            style.ROOT, style.FILES = root, [path]
            try:
                return list(check())
            finally:
                style.ROOT, style.FILES = old

    def test_each_check_finds_its_mistake(self):
        long_function = "void f() {\n" + "  g();\n" * 70 + "}\n"
        rows = [
            (style.sizes, "src/base/a.cc", "x" * 101),
            (style.sizes, "src/base/a.cc", "\n" * 602),
            (style.functions, "src/base/a.cc", long_function),
            (style.headers, "src/base/a.h", "#pragma once\n"),
            (style.headers, "src/base/a.h", "// What.\n"),
            (style.includes, "src/base/a.cc", "#include <vector>\n#include <string>\n"),
            (style.includes, "src/base/a.cc", '#include <vector>\n#include "base/a.h"\n'),
            (style.includes, "src/base/a.cc", '#include "a.h"\n'),
            (style.layers, "src/base/a.cc", '#include "post/post.h"\n'),
            (style.layers, "src/base/a.cc", "#include <thread>\n"),
            (style.layers, "src/base/a.cc", "auto t = std::chrono::system_clock::now();\n"),
            (style.layers, "src/nowhere/a.cc", ""),
            (style.names, "src/base/utils.cc", ""),
            (style.names, "src/base/a.cc", "enum Colour { red };\n"),
            (style.left_overs, "src/base/a.cc", "// TO" + "DO later\n"),
            (style.left_overs, "src/base/a.cc", "int a; \n"),
            (style.banned_words, "src/base/a.cc", "int gizmo;\n"),
            (style.links, "docs/a.md", "[x](missing.md)\n"),
            (style.links, "docs/a.md", "# A\n[x](#b)\n"),
            (style.paths, "docs/a.md", "See `src/nowhere/a.cc`.\n"),
            (style.listed, "src/base/a.cc", ""),
        ]
        for check, name, text in rows:
            with self.subTest(check=check.__name__, text=text[:40]):
                self.assertTrue(self.found(check, name, text))

    def test_a_good_file_is_left_alone(self):
        for check in (style.sizes, style.functions, style.headers, style.includes, style.layers,
                      style.names, style.left_overs, style.banned_words):
            self.assertEqual(self.found(check, "src/base/a.h", GOOD_HEADER), [])


if __name__ == "__main__":
    unittest.main()
