#!/usr/bin/env python3
"""The power fails at any moment of a load: what was synced is there, of the rest anything may
be. No corpus is damaged by it, and no memo of a load that said it was done is lost."""
import contextlib
import random
import sqlite3
import subprocess

from corpus_dump import dump, troubles
from disk_record import Disk, read_record, recording
from harness import MUISTIO, Faults, main, memo

LOAD = [MUISTIO, "load", "memos", "--corpus", "c.db", "--json", "--no-ocr", "--quiet", "-j", "2"]
TRIED = 200  # Moments at which the power fails.
GONE_ON = 6  # Corpora in which the load goes on afterwards.


class Power(Faults):
    def setUp(self):
        super().setUp()
        self.folder = self.folder.resolve()
        self.steps = []

    def load(self, *memos):
        for name, number in memos:
            self.put(name, memo(number))
        log = self.folder.parent / f"{self.folder.name}.log"
        self.addCleanup(lambda: log.exists() and log.unlink())
        done = subprocess.run(recording(log, LOAD), cwd=self.folder, capture_output=True, timeout=240)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.steps += read_record(log, self.folder)
        self.steps.append(("said", "", self.kept(self.folder / "c.db")))

    def kept(self, path):
        """What the corpus says of each path."""
        with contextlib.closing(sqlite3.connect(path)) as database:
            if not database.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
                return {}
            return dict(database.execute(
                "SELECT file.path, file.state || coalesce(' ' || memo.sha256, '') FROM file LEFT JOIN content"
                " ON content.id = file.content LEFT JOIN memo ON memo.sha256 = content.sha256 WHERE file.state <> 'listed'"))

    def three_loads(self):
        self.load(*[(f"{number:03}.pdf", number) for number in range(110)])
        self.load(*[(f"more {number}.pdf", 200 + number) for number in range(10)])
        self.load(("000.pdf", 300))

    def lose_power(self, disk, chance):
        """The folder as it is then; None where there is no corpus file in it."""
        lost = self.folder / "lost"
        lost.mkdir(exist_ok=True)
        for old in lost.glob("c.db*"):
            old.unlink()
        for name, content in disk.after_power_loss(chance).items():
            if name.startswith("c.db") and not name.endswith("-shm"):
                (lost / name).write_bytes(content)
        return lost / "c.db" if (lost / "c.db").exists() else None

    def broken_promises(self, path, said, going_to_be):
        if not path:
            return ["the corpus file is gone"] if said else []
        try:
            found = self.kept(path)
            broken = troubles(path) if found else []
        except sqlite3.DatabaseError as error:
            return [f"the corpus cannot be read: {error}"]
        # The load that was under way may have come to say something newer.
        return broken + [f"{shown} was {state}, now {found.get(shown)}" for shown, state in said.items()
                         if found.get(shown) not in (state, going_to_be.get(shown))]

    def outages(self, honest):
        """(corpus file, what was said before, broken promises) of every moment that is tried."""
        disk, chance, said = Disk(honest), random.Random(7), {}
        syncs = [at for at, step in enumerate(self.steps) if step[0] in ("sync", "said")]
        moments = set(chance.sample(syncs, min(len(syncs), TRIED // 2)))
        moments |= {at + 1 for at in syncs if self.steps[at][0] == "said" or chance.random() < 0.1}
        moments |= set(chance.sample(range(len(self.steps)), TRIED // 2))
        for at, step in enumerate(self.steps):
            if at in moments:
                coming = next((later[2] for later in self.steps[at:] if later[0] == "said"), said)
                path = self.lose_power(disk, chance)
                yield path, said, self.broken_promises(path, said, coming)
            if step[0] == "said":
                said = step[2]
            else:
                disk.do(step)

    def test_nothing_that_was_said_is_lost_and_the_load_goes_on(self):
        self.three_loads()
        expected = dump(self.folder / "c.db")
        chance, tried = random.Random(8), 0
        for path, _, broken in self.outages(honest=True):
            self.assertEqual(broken, [])
            tried += 1
            if path and chance.random() < GONE_ON / TRIED:
                done = subprocess.run([*LOAD[:4], path, *LOAD[5:]], cwd=self.folder, capture_output=True, timeout=240)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(dump(path)["memos"], expected["memos"])
                self.assertEqual(dump(path)["terms"], expected["terms"])
        self.assertGreater(tried, TRIED // 2)

    def test_this_test_finds_a_disk_that_lies(self):
        self.load(("a.pdf", 1), ("b.pdf", 2))
        self.load(("c.pdf", 3))
        self.assertTrue([broken for _, _, broken in self.outages(honest=False) if broken])


if __name__ == "__main__":
    main()
