#!/usr/bin/env python3
"""The README tells the truth: its commands are run and what they print is compared.

    readme_test.py MUISTIO [ROOT]

In ```console blocks, a line `$ muistio …` is run (in a folder that holds the sample memos as
`memos`) and the lines up to the next `$` are what it must print, errors included. `...` stands
for any text within a line, and alone on a line for any lines. A ```toml block is the file that its
first line names: the examples of its rules must hold, its settings must be known.
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


def fenced(path, language):
    """Number of the first line and text of each block in that language."""
    text = path.read_text(encoding="utf-8")
    for match in re.finditer(rf"^```{language}\n(.*?)^```", text, re.M | re.S):
        yield text.count("\n", 0, match.start(1)) + 1, match.group(1)


class Checks:
    """Counts what is as it should be; what is not is printed."""

    def __init__(self, folder, environment):
        self.folder, self.environment = folder, environment
        self.passed = self.failed = 0

    def run(self, command):
        return subprocess.run(command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def count(self, is_right, message):
        self.passed += bool(is_right)
        self.failed += not is_right
        if not is_right:
            print(message)

    def commands(self, path):
        for line, command, expected in blocks(path.read_text(encoding="utf-8")):
            if not command.startswith("muistio "):
                continue
            run = self.run(["bash", "-c", command])
            self.count(pattern(expected).match(re.sub(r"[ ]+\n", "\n", run.stdout)),
                       f"{path}:{line}: {command}\n--- expected\n" + "\n".join(expected) +
                       f"\n--- printed (exit code {run.returncode})\n{run.stdout}")

    def files(self, path):
        for line, text in fenced(path, "toml"):
            named = re.match(r"# (\S+\.toml)\n", text)
            if not named:
                self.count(False, f"{path}:{line}: the first line names no file")
                continue
            file = pathlib.Path(self.folder) / f"line-{line}" / named.group(1).replace("~/", "")
            file.parent.mkdir(parents=True)
            file.write_text(text, encoding="utf-8")
            folder = file.parent.parent if file.parent.name == "fi" else file.parent
            run = self.run(["muistio", "rules", "test", "--rules", folder] if "[[rule]]" in text else
                           ["muistio", "--config", file, "doctor"])
            self.count(run.returncode == 0, f"{path}:{line}: {file.name}\n{run.stdout}")


def main():
    muistio = os.path.abspath(sys.argv[1])
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".").resolve()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "tests/memos", pathlib.Path(folder) / "memos", ignore=shutil.ignore_patterns("sources", "*.json", "render", "README.md"))
        environment = dict(os.environ, PATH=os.path.dirname(muistio) + os.pathsep + os.environ["PATH"], NO_COLOR="1", COLUMNS="100")
        checks = Checks(folder, environment)
        checks.commands(root / "README.md")
        checks.files(root / "README.md")
        checks.files(root / "rules/README.md")
    print(f"{checks.passed} passed, {checks.failed} failed")
    sys.exit(1 if checks.failed or not checks.passed else 0)


if __name__ == "__main__":
    main()
