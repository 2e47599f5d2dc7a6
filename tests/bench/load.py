#!/usr/bin/env python3
"""Throughput of a load: beside pdftotext, on one worker and two, with and without the sandbox.

    load.py MUISTIO [FOLDER] [--files N] [--rounds N] [--reading BENCH_READING]

The ways are run in turn, so that whatever else the machine does falls on all alike; the
table shows medians. Without FOLDER the memos are variants of tests/memos: other bytes, the
same words, so that the dictionary's cache is warm sooner than in life.
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SAMPLES = pathlib.Path(__file__).parent.parent / "memos"


def make_variants(folder, count):
    samples = []
    for path in sorted(SAMPLES.glob("*.pdf")):
        if subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout.strip():
            samples.append(path.read_bytes())
    for number in range(count):
        (folder / f"{number:05}.pdf").write_bytes(samples[number % len(samples)] + b"\n%% %d\n" % number)


class Way:
    def __init__(self, name, command):
        self.name, self.command = name, command
        self.wall, self.cpu, self.peaks = [], [], []
        self.summary = None

    def run(self, folder):
        for old in folder.glob("c.db*"):
            old.unlink()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.time()
        process = subprocess.Popen(self.command, shell=True, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        peaks = {}
        while process.poll() is None:
            self.look_at_memory(process.pid, peaks)
            time.sleep(0.05)
        out, err = process.communicate()
        self.wall.append(time.time() - began)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        self.peaks.append(peaks)
        if process.returncode not in (0, 3):
            sys.exit(f"{self.name}: {err.decode()}")
        if out.startswith(b"{"):
            self.summary = json.loads(out)

    @staticmethod
    def look_at_memory(root, peaks):
        todo = [(root, 0)]
        while todo:
            process, depth = todo.pop()
            try:
                with open(f"/proc/{process}/status") as file:
                    peaks[process] = max(peaks.get(process, 0),
                                         next(int(line.split()[1]) for line in file if line.startswith("VmHWM")))
                with open(f"/proc/{process}/task/{process}/children") as file:
                    todo += [(int(child), depth + 1) for child in file.read().split()]
            except (OSError, StopIteration):
                pass


def bare_poppler(bench_reading, memos, rounds):
    """Seconds of CPU that poppler-cpp alone takes for the text of the same files."""
    table = subprocess.run([bench_reading, memos, str(rounds)], capture_output=True, text=True, check=True).stdout
    return next(float(line.split()[-2]) for line in table.splitlines() if line.startswith("poppler-cpp text, raw"))


def cost_of_sandbox(with_it, without):
    """In per cent of CPU, round by round: the two ran one after the other each time."""
    return sorted(100 * (one / other - 1) for one, other in zip(with_it.cpu, without.cpu))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("muistio")
    parser.add_argument("folder", nargs="?", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reading", help="the program bench_reading: compares with poppler-cpp alone")
    arguments = parser.parse_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="muistio-bench-"))
    memos = arguments.folder.resolve() if arguments.folder else work / "memos"
    if not arguments.folder:
        memos.mkdir()
        make_variants(memos, arguments.files)
    muistio = os.path.abspath(arguments.muistio)
    load = f"exec {muistio} load '{memos}' --corpus c.db --json --quiet --no-ocr"
    ways = [Way("xargs -P2 -n1 pdftotext", f"find '{memos}' -name '*.pdf' -print0 | xargs -0 -P2 -I{{}} pdftotext {{}} /dev/null"),
            Way("load, 2 workers", f"{load} -j2"), Way("load, 1 worker", f"{load} -j1"),
            Way("load, 2 workers, no sandbox", f"{load} -j2 --no-sandbox")]
    for number in range(arguments.rounds):
        # Back and forth, so that none always follows the same.
        for way in ways if number % 2 == 0 else reversed(ways):
            way.run(work)
    base = statistics.median(ways[0].wall)
    files = len(list(memos.rglob("*.pdf")))
    print(f"{files} files, {ways[1].summary['pages']} pages, {os.cpu_count()} cores, median of {arguments.rounds}; "
          f"load average now {os.getloadavg()[0]:.1f}\n")
    print(f"{'':30}{'wall s':>9}{'x pdftotext':>13}{'CPU s':>8}{'files/s':>9}")
    for way in ways:
        wall = statistics.median(way.wall)
        print(f"{way.name:30}{wall:9.2f}{wall / base:13.2f}{statistics.median(way.cpu):8.2f}{files / wall:9.0f}")
    one, two, free = (statistics.median(way.wall) for way in (ways[2], ways[1], ways[3]))
    costs = cost_of_sandbox(ways[1], ways[3])
    print(f"\n1 -> 2 workers: x{one / two:.2f}    sandbox: {100 * (two / free - 1):+.1f} % of wall, "
          f"{statistics.median(costs):+.1f} % of CPU (rounds {costs[0]:+.1f} to {costs[-1]:+.1f})")
    if arguments.reading:
        bare, ours = bare_poppler(arguments.reading, memos, arguments.rounds), statistics.median(ways[1].cpu)
        print(f"CPU: x{ours / bare:.2f} of poppler-cpp's text alone ({bare:.2f} s)")
    peaks = sorted(ways[1].peaks[-1].items())
    print(f"memory: parent {peaks[0][1] / 1024:.0f} MB, workers " +
          ", ".join(f"{kilobytes / 1024:.0f}" for _, kilobytes in peaks[1:]) + " MB")
    print("\nseconds of each stage (2 workers):")
    for who, key in [("worker CPU", "worker_cpu_seconds"), ("parent", "parent_seconds")]:
        for stage, seconds in ways[1].summary[key].items():
            print(f"  {who:12}{stage:12}{seconds:8.2f}{1e3 * seconds / files:9.3f} ms a file")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
