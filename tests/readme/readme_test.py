#!/usr/bin/env python3
"""The README tells the truth: its commands are run and what they print is compared.

    readme_test.py MUISTIO [ROOT]

In ```console blocks, a line `$ muistio …` is run (in a folder that holds the sample memos as
`memos`) and the lines up to the next `$` are what it must print, errors included. `...` stands
for any text within a line, and alone on a line for any lines.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def blocks(text):
    for match in re.finditer(r"^```console\n(.*?)^```", text, re.M | re.S):
        line = text.count("\n", 0, match.start(1)) + 1
        commands = []
        for row in match.group(1).splitlines():
            if row.startswith("$ "):
                commands.append((line, row[2:], []))
            elif commands:
                commands[-1][2].append(row)
            line += 1
        yield from commands


def pattern(expected):
    """What must be printed, as a regular expression."""
    parts = []
    while expected and not expected[-1].strip():
        expected.pop()
    for row in expected:
        if row.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(re.escape(p) for p in row.rstrip().split("...")) + r"[ ]*\n")
    return re.compile("".join(parts) + r"\s*\Z")


def main():
    muistio = os.path.abspath(sys.argv[1])
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".").resolve()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "tests/memos", pathlib.Path(folder) / "memos", ignore=shutil.ignore_patterns("sources", "*.json", "render", "README.md"))
        environment = dict(os.environ, PATH=os.path.dirname(muistio) + os.pathsep + os.environ["PATH"], NO_COLOR="1", COLUMNS="100")
        for line, command, expected in blocks((root / "README.md").read_text(encoding="utf-8")):
            if not command.startswith("muistio "):
                continue
            run = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            if pattern(expected).match(re.sub(r"[ ]+\n", "\n", run.stdout)):
                passed += 1
                continue
            failed += 1
            print(f"README.md:{line}: {command}\n--- expected\n" + "\n".join(expected) + f"\n--- printed (exit code {run.returncode})\n{run.stdout}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
