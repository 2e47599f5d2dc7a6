#!/usr/bin/env python3
"""Kills loads and workers, at random and at every write, until enough have died; then the
corpus must equal that of an undisturbed run.

    chaos.py [--kills N] [--seconds S] [--memos N] [--seed N]

Ends with 1 where a corpus differs, is damaged, or a process or file is left behind. The
programs are found as the other fault tests find them (MUISTIO_MOCK).
"""
import argparse
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from corpus_dump import dump, troubles
from harness import MOCK, STRACE, memo

LIMITS = ["--page-seconds", "20", "--document-seconds", "20", "-j", "2", "--no-ocr", "--quiet"]


def fill(folder, memos):
    for number in range(memos):
        (folder / f"{number:04}.pdf").write_bytes(memo(number))
    for number in range(0, memos, 10):
        (folder / f"copy {number}.pdf").write_bytes(memo(number))
    (folder / "cut.pdf").write_text("%MOCK pages=4 at=3 do=abort")
    (folder / "no facts.pdf").write_text("%MOCK pages=2 analyse=abort")
    (folder / "poison.pdf").write_text("%MOCK do=abort")
    (folder / "text.pdf").write_text("no PDF")
    (folder / "slow.pdf").write_text("%MOCK pages=2 do=wait")


class Chaos:
    def __init__(self, arguments):
        self.arguments = arguments
        self.chance = random.Random(arguments.seed)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="muistio-chaos-"))
        self.memos = self.folder / "memos"
        self.memos.mkdir()
        self.kills = self.write_kills = self.worker_kills = self.rounds = 0
        self.trouble = []
        self.ends = time.time() + arguments.seconds
        fill(self.memos, arguments.memos)
        self.scratch = self.folder / "tmp"
        self.scratch.mkdir()
        self.environment = {**os.environ, "TMPDIR": str(self.scratch)}
        began = time.time()
        self.start("whole.db").wait(timeout=600)
        self.usual = time.time() - began
        self.finish("whole.db")
        self.expected = dump(self.folder / "whole.db")

    def command(self, corpus):
        return [MOCK, "load", "memos", "--corpus", corpus, *LIMITS]

    def start(self, corpus, before=()):
        return subprocess.Popen([*before, *self.command(corpus)], cwd=self.folder, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, env=self.environment)

    def finish(self, corpus):
        """Goes on until the end; then once more with what a killed worker has cost."""
        for extra in [], ["--retry=crash,partial,memory"]:
            done = subprocess.run([*self.command(corpus), *extra], cwd=self.folder, capture_output=True, timeout=600,
                                  env=self.environment)
            if done.returncode != 3:
                self.trouble.append(f"the load ended with {done.returncode}: {done.stderr.decode()}")

    def children(self, process):
        try:
            with open(f"/proc/{process}/task/{process}/children") as file:
                return [int(child) for child in file.read().split()]
        except OSError:
            return []

    def check_gone(self, processes):
        deadline = time.time() + 5
        alive = processes
        while alive and time.time() < deadline:
            alive = [process for process in alive if os.path.exists(f"/proc/{process}")]
            time.sleep(0.01)
        if alive:
            self.trouble.append(f"processes left behind: {alive}")

    def kill_parent(self, corpus):
        loading = self.start(corpus)
        time.sleep(self.chance.uniform(0.01, self.usual))
        children = self.children(loading.pid)
        loading.send_signal(signal.SIGKILL)
        died = loading.wait() < 0
        self.kills += died
        self.check_gone(children)
        return died

    def kill_workers(self, corpus):
        loading = self.start(corpus)
        ends = time.time() + self.chance.uniform(0.1, self.usual)
        while time.time() < ends and loading.poll() is None:
            time.sleep(self.chance.uniform(0.02, 0.2))
            children = self.children(loading.pid)
            if children:
                self.worker_kills += 1
                try:
                    os.kill(self.chance.choice(children), signal.SIGKILL)
                except ProcessLookupError:
                    pass
        loading.wait(timeout=300)

    def kill_at_write(self, corpus, number):
        """False where the load ended before it had written that often."""
        calls = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,rename"
        loading = self.start(corpus, [*STRACE, "-o", "/dev/null", "-e", f"trace={calls}", "-e",
                                      f"inject={calls}:signal=KILL:when={number}"])
        loading.wait(timeout=300)
        died = loading.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
        self.kills += died
        self.write_kills += died
        return died

    def compare(self, corpus, what):
        path = self.folder / corpus
        self.trouble += [f"{what}: {one}" for one in troubles(path)]
        found = dump(path)
        for name, rows in self.expected.items():
            if rows != found[name]:
                missing = [row for row in rows if row not in found[name]][:2]
                more = [row for row in found[name] if row not in rows][:2]
                self.trouble.append(f"{what}: {name} differ: missing {missing}, more {more}")
        self.rounds += 1
        for file in self.folder.glob(f"{corpus}*"):
            file.unlink()

    def going_on(self):
        return self.kills < self.arguments.kills and time.time() < self.ends and not self.trouble

    def run(self):
        write = 1
        while self.going_on():
            for _ in range(15):
                if not self.going_on() or not self.kill_parent("c.db"):
                    break
            self.kill_workers("c.db")
            if (self.folder / "c.db").exists() and os.path.getsize(self.folder / "c.db"):
                self.trouble += troubles(self.folder / "c.db")
            self.finish("c.db")
            self.compare("c.db", "random kills")
            for _ in range(25):
                if not self.going_on():
                    break
                if not self.kill_at_write("w.db", write):
                    write = 0
                write += 1 + write // 40  # Every write at first, then some.
            self.finish("w.db")
            self.compare("w.db", f"kills up to write {write}")
        left = sorted({path.name for path in self.folder.iterdir()} - {"memos", "tmp", "whole.db", "whole.db-wal",
                                                                       "whole.db-shm"})
        left += sorted(path.name for path in self.scratch.iterdir())
        if left:
            self.trouble.append(f"files left behind: {left}")
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--memos", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    chaos = Chaos(parser.parse_args())
    chaos.run()
    print(f"{chaos.kills} loads ({chaos.write_kills} at a write) and {chaos.worker_kills} workers killed, {chaos.rounds} corpora compared, "
          f"{len(chaos.trouble)} differences")
    for sentence in chaos.trouble:
        print(sentence)
    sys.exit(1 if chaos.trouble else 0)


if __name__ == "__main__":
    main()
