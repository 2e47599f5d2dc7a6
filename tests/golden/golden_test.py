#!/usr/bin/env python3
"""The sample memos' records, whole: what a change does to them is what a reviewer reads.

    golden_test.py MUISTIO [ROOT]            compare, exit 1 on a difference
    golden_test.py MUISTIO [ROOT] --update   rewrite tests/memos/*.expected.json
"""
import difflib
import json
import os
import pathlib
import subprocess
import sys

import jsonschema


def printed(record):
    """One fact a line: small enough to read in a diff, large enough to see whole."""
    lines = ["{"]
    keys = list(record)
    for key in keys:
        comma = "," if key != keys[-1] else ""
        value = record[key]
        if isinstance(value, list) and value:
            rows = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{key}": [\n{rows}]{comma}')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}{comma}')
    return "\n".join(lines + ["}"]) + "\n"


def records(muistio, memos):
    names = sorted(p.name for p in memos.glob("*.pdf"))
    run = subprocess.run([muistio, "extract", *names], cwd=memos, capture_output=True, text=True)
    if run.returncode not in (0, 3):
        sys.exit(f"muistio extract ended with {run.returncode}: {run.stderr}")
    found = {}
    for line in run.stdout.splitlines():
        record = json.loads(line)
        found[record["source"]["path"]] = record
    if sorted(found) != names:
        sys.exit(f"records for {sorted(found)}, files {names}")
    return found


def main():
    arguments = [a for a in sys.argv[1:] if a != "--update"]
    update = "--update" in sys.argv
    if update and os.environ.get("CI"):
        sys.exit("a build server does not rewrite what is expected")
    root = pathlib.Path(arguments[1] if len(arguments) > 1 else ".")
    memos = root / "tests/memos"
    schema = json.loads((root / "corpus/record.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    failed = passed = 0
    for name, record in records(os.path.abspath(arguments[0]), memos).items():
        validator.validate(record)
        expected = (memos / name).with_suffix(".expected.json")
        text = printed(record)
        old = expected.read_text(encoding="utf-8") if expected.exists() else ""
        if text == old:
            passed += 1
            continue
        if update:
            expected.write_text(text, encoding="utf-8")
            print(f"rewrote {expected.name}")
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), text.splitlines(True), expected.name, "now", n=0))
    if not update:
        print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
