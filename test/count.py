#!/usr/bin/env python3
"""Adds up the JUnit files of a check and prints its closing line.

Names every skipped test, and every failed one, before it. Exit status 1 when a test failed or a
file cannot be read.
"""
import sys
import xml.etree.ElementTree as ET


def main(paths):
    passed, failed, skipped = 0, [], []
    for path in paths:
        try:
            root = ET.parse(path).getroot()
        except (OSError, ET.ParseError) as error:
            failed.append(f"{path}: {error}")
            continue
        build = path.rsplit("/", 1)[-1].removesuffix(".xml")
        for case in root.iter("testcase"):
            name = f"{build}: {case.get('name')}"
            status = case.get("status", "run")
            if case.find("failure") is not None or status == "fail":
                failed.append(name)
            elif case.find("skipped") is not None or status in ("notrun", "disabled"):
                skipped.append(name)
            else:
                passed += 1
    for name in skipped:
        print(f"skipped: {name}")
    for name in failed:
        print(f"failed: {name}")
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
