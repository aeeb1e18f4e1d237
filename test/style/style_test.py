#!/usr/bin/env python3
"""Style is a test: what STYLE.md says of files, read off the files.

Each check is one function over the tracked files; a mistake is `FILE:LINE: what`. Run with a word
to run one check (`style_test.py layers`), without to run all.
"""
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYERS = ["base", "cel", "post", "spelling", "signals", "media", "policy", "triage", "review",
          "record", "cases", "store", "sqlite", "render", "channels", "desk", "http", "cli"]
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 600
LINE_COLUMNS_MAX = 100


def tracked():
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listing.split("\n") if name and (ROOT / name).is_file()]


FILES = tracked()


def is_generated(path):
    return ".gen." in path.name


def lines_of(path):
    return path.read_text(encoding="utf-8", errors="replace").split("\n")


def name_of(path):
    return str(path.relative_to(ROOT))


def cpp_files():
    return [f for f in FILES if f.suffix in (".h", ".cc") and not is_generated(f)]


def code_files():
    return cpp_files() + [f for f in FILES if f.suffix in (".py", ".sh", ".cmake", ".ts")]


def sizes():
    """Files and lines are short."""
    for path in code_files():
        lines = lines_of(path)
        if len(lines) - 1 > FILE_LINES_MAX:
            yield (f"{name_of(path)}:{len(lines)}: {len(lines) - 1} lines; "
                   f"the limit is {FILE_LINES_MAX}")
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS_MAX:
                yield (f"{name_of(path)}:{number}: {len(line)} columns; "
                       f"the limit is {LINE_COLUMNS_MAX}")


NOT_A_FUNCTION = re.compile(r"^\s*(namespace|class|struct|enum|union|extern|using|typedef)\b")

STATEMENT = re.compile(r"\s*((if|for|while|switch|do|else|try|return|case|namespace)\b|//|\})")
# A line whose sentence goes on in the next one.
CONTINUED = re.compile(r"^(?!\s*(//|#)).*[^;{}:>\s]\s*$")


def functions():
    """A function has at most 70 lines.

    A function starts where a line at its scope's indentation ends a signature with `{`, and ends at
    the `}` of the same indentation. The code is formatted, so this is exact enough.
    """
    for path in cpp_files():
        lines = lines_of(path)
        start, indent = None, ""
        for number, line in enumerate(lines, 1):
            if start is None:
                if not line.rstrip().endswith("{") or NOT_A_FUNCTION.match(line):
                    continue
                first = number
                while first > 1 and CONTINUED.search(lines[first - 2]):
                    first -= 1
                signature = " ".join(lines[first - 1:number])
                indent = re.match(r" *", lines[first - 1]).group(0)
                if "(" in signature and len(indent) <= 4 and not STATEMENT.match(signature):
                    start = first
            elif re.match(rf"^{indent}\}}", line):
                length = number - start + 1
                if length > FUNCTION_LINES_MAX:
                    yield (f"{name_of(path)}:{start}: a function of {length} lines; "
                           f"the limit is {FUNCTION_LINES_MAX}")
                start = None


def headers():
    """A header explains itself and is included once."""
    for path in cpp_files():
        if path.suffix != ".h":
            continue
        lines = lines_of(path)
        if not lines[0].startswith("//"):
            yield f"{name_of(path)}:1: a header starts with a comment: what it is, what it promises"
        if "#pragma once" not in lines:
            yield f"{name_of(path)}:1: no #pragma once"


INCLUDE = re.compile(r'^#include ([<"])([^>"]+)[>"]')


def include_group(path, bracket, target):
    """0 own header, 1 standard library, 2 outside library, 3 the project's own."""
    if bracket == '"':
        own = str(path.relative_to(ROOT / "src").with_suffix(".h")) if "src" in path.parts else ""
        own = own.replace("_test.h", ".h")
        return 0 if target == own else 3
    if re.fullmatch(r"[a-z_0-9]+(\.h)?|sys/[a-z]+\.h|c[a-z]+", target):
        known_outside = {"cairo.h", "glib.h", "gvc.h", "hs.h", "linear.h", "simdjson.h", "sodium.h",
                         "sqlite3.h", "xxhash.h"}
        return 2 if target in known_outside else 1
    return 2


def includes():
    """Own header, standard library, outside libraries, project: each group sorted."""
    for path in cpp_files():
        previous, seen_own = None, set()
        for number, line in enumerate(lines_of(path), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            bracket, target = found.groups()
            group = include_group(path, bracket, target)
            if group == 0:
                if previous is not None:
                    yield f"{name_of(path)}:{number}: a file includes its own header first"
                previous = (0, "")
                continue
            key = (group, target)
            if previous and key < previous:
                yield f"{name_of(path)}:{number}: {target} stands after {previous[1]}"
            previous = key
            if target in seen_own:
                yield f"{name_of(path)}:{number}: {target} is included twice"
            seen_own.add(target)
            if bracket == '"' and "/" not in target:
                yield f'{name_of(path)}:{number}: write "folder/{target}"'


def layers():
    """A folder of src/ includes itself and folders to its left, and nothing does I/O too early."""
    forbidden = re.compile(r"#include <(thread|mutex|condition_variable|fstream|iostream|future|"
                           r"filesystem|shared_mutex|unistd\.h|fcntl\.h|sys/[a-z]+\.h)>")
    clock = re.compile(r"(system_clock|steady_clock|high_resolution_clock)::now|\btime\(nullptr\)|"
                       r"\brandom_device\b|\bgetenv\(")
    for path in cpp_files():
        if "src" not in path.parts:
            continue
        folder = path.relative_to(ROOT / "src").parts[0]
        if len(path.relative_to(ROOT / "src").parts) != 2:
            yield f"{name_of(path)}:1: src/ is two levels deep"
        if folder not in LAYERS:
            yield f"{name_of(path)}:1: {folder} is not a layer; the layers are {' '.join(LAYERS)}"
            continue
        # A *_main.cc is a program that runs at build time only.
        test = path.stem.endswith(("_test", "_main"))
        for number, line in enumerate(lines_of(path), 1):
            found = INCLUDE.match(line)
            if found and found.group(1) == '"':
                other = found.group(2).split("/")[0]
                if other in LAYERS and LAYERS.index(other) > LAYERS.index(folder):
                    yield f"{name_of(path)}:{number}: {folder} may not include {other}"
            if LAYERS.index(folder) < LAYERS.index("store") and not test:
                if forbidden.search(line):
                    yield f"{name_of(path)}:{number}: no I/O and no thread left of store"
                if clock.search(line):
                    yield f"{name_of(path)}:{number}: time and chance come in as arguments"


def names():
    """Files are nouns in snake_case; enumerations are scoped; nothing is called util."""
    for path in FILES:
        if path.suffix in (".h", ".cc", ".py", ".sh", ".cmake"):
            if not re.fullmatch(r"[a-z][a-z0-9_.-]*", path.name) and path.name != "CMakeLists.txt":
                yield f"{name_of(path)}:1: file names are lower case"
            if re.search(r"(^|_)(util|utils|helper|helpers|common|misc|manager)s?\.", path.name):
                yield f"{name_of(path)}:1: say what is in it, not 'util' or 'helper'"
    for path in cpp_files():
        for number, line in enumerate(lines_of(path), 1):
            if re.match(r"\s*enum (?!class)\w", line):
                yield f"{name_of(path)}:{number}: enum class"
            if re.match(r"\s*using namespace (?!std::.*literals)", line):
                yield f"{name_of(path)}:{number}: no using namespace"
            if re.match(r"\s*(class|struct) [a-z_]+ [{:]", line):
                yield f"{name_of(path)}:{number}: types are in CamelCase"
            if re.search(r"\bstd::(regex|format|views)\b", line):
                yield f"{name_of(path)}:{number}: use RE2, fmt, a loop (STYLE.md)"


LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
MACHINE = re.compile(r"(/work/|/home/|/tmp/b-)|registry\.npmjs|deb\.debian\.org|pypi\.org/simple")


def left_overs():
    """Nothing unfinished, no path of a machine, no registry's address, no trailing blanks."""
    for path in FILES:
        if is_generated(path) or path.suffix in (".model", ".png", ".jpg", ".webp", ".gif",
                                                 ".jsonl", ".bin"):
            continue
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(lines_of(path), 1):
            if LEFT_OVER.search(line) and path.name not in ("STYLE.md",):
                yield f"{name_of(path)}:{number}: finish it or leave it out"
            if MACHINE.search(line):
                yield f"{name_of(path)}:{number}: no path of a machine and no registry's address"
            if line != line.rstrip() and path.suffix not in (".txt", ".case", ".svg", ".md"):
                yield f"{name_of(path)}:{number}: blanks at the end of the line"


def banned_words():
    """The words GLOSSARY.md lists under 'Words we do not use' stand nowhere else."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    section = glossary.split("## Words we do not use", 1)[1]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|", section, re.M)[2:]
    words = {word.strip().lower(): instead.strip() for word, instead in rows}
    pattern = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, words)) + r")s?(?![\w-])", re.I)
    skipped = {"GLOSSARY.md", "LICENSE", "CHANGELOG.md"}
    for path in FILES:
        if path.suffix not in (".h", ".cc", ".md", ".py", ".yaml", ".sh") or path.name in skipped:
            continue
        if is_generated(path) or path.parts[len(ROOT.parts)] in ("data", "policies"):
            continue
        if path == Path(__file__).resolve():
            continue
        for number, line in enumerate(lines_of(path), 1):
            for found in pattern.finditer(line):
                instead = words[found.group(1).lower()]
                yield f"{name_of(path)}:{number}: '{found.group(0)}': say {instead}"


def links():
    """A link in a document leads to a file, and an anchor to a heading."""
    def anchors(path):
        text = path.read_text(encoding="utf-8")
        return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-")
                for h in re.findall(r"^#+ (.+)$", text, re.M)}
    for path in FILES:
        if path.suffix != ".md":
            continue
        for number, line in enumerate(lines_of(path), 1):
            for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", line)):
                if re.match(r"[a-z]+:", target):
                    continue
                file, _, anchor = target.partition("#")
                aim = (path.parent / file).resolve() if file else path
                if not aim.exists():
                    yield f"{name_of(path)}:{number}: {target} does not exist"
                elif anchor and aim.suffix == ".md" and anchor not in anchors(aim):
                    yield f"{name_of(path)}:{number}: {target}: no such heading"


NAMED_PATH = re.compile(r"`((?:src|test|data|models|policies|fuzz|bench|docs|packaging)/"
                        r"[\w./*-]+)`")


def paths():
    """A path of the project that a document names is there."""
    for path in FILES:
        if path.suffix != ".md":
            continue
        for number, line in enumerate(lines_of(path), 1):
            for named in NAMED_PATH.findall(line):
                if not any(ROOT.glob(named.rstrip("/"))):
                    yield f"{name_of(path)}:{number}: {named} does not exist"


def listed():
    """Every source and test stands in its folder's CMakeLists.txt."""
    for path in cpp_files():
        if path.suffix != ".cc" or path.parts[len(ROOT.parts)] not in ("src", "fuzz", "bench"):
            continue
        recipe = path.parent / "CMakeLists.txt"
        fuzzer = path.parts[len(ROOT.parts)] == "fuzz"
        stem = path.stem.removesuffix("_fuzz") if fuzzer else path.name
        if not recipe.exists() or stem not in recipe.read_text(encoding="utf-8"):
            yield f"{name_of(path)}:1: not listed in {name_of(recipe)}"


CHECKS = [sizes, functions, headers, includes, layers, names, left_overs, banned_words, links,
          paths, listed]


def main():
    wanted = sys.argv[1:]
    mistakes = []
    for check in CHECKS:
        if not wanted or check.__name__ in wanted:
            mistakes += list(check())
    for mistake in mistakes[:200]:
        print(mistake)
    print(f"{len(FILES)} files, {len(mistakes)} mistakes")
    return 1 if mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
