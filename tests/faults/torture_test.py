#!/usr/bin/env python3
"""Every PDF of torture.py ends in a state it may end in, and leaves nothing behind."""
import json
import os
import subprocess
import time

from harness import MUISTIO, SANITIZED, Faults, main, memo
from torture import TORTURES


class Torture(Faults):
    def setUp(self):
        super().setUp()
        self.may = {}
        for name, make, may, long in TORTURES:
            if not long:
                self.put(name, make())
                self.may[name] = may
        self.put("aaa first.pdf", memo(1))
        self.put("zzz last.pdf", memo(2))

    def peak(self, process):
        """Most memory of one process so far, in kilobytes."""
        try:
            with open(f"/proc/{process}/status") as file:
                return next((int(line.split()[1]) for line in file if line.startswith("VmHWM")), 0)
        except OSError:
            return 0

    def test_all_end_in_a_state_they_may_end_in(self):
        loading = subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db", "--json", "--page-seconds", "2",
                                    "--document-seconds", "3", "--memory", "700"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   env={**os.environ, "TMPDIR": str(self.folder)})
        parent, workers, ends = 0, set(), time.time() + 900
        while loading.poll() is None and time.time() < ends:
            parent = max(parent, self.peak(loading.pid))
            try:
                with open(f"/proc/{loading.pid}/task/{loading.pid}/children") as file:
                    workers |= set(file.read().split())
            except OSError:
                pass
            time.sleep(0.05)
        out, err = loading.communicate(timeout=10)
        self.assertEqual((loading.returncode, err), (3, b""))
        summary = json.loads(out)
        self.assertTrue(summary["adds_up"])
        self.assertEqual(summary["listed"], len(self.may) + 2)
        listed = json.loads(self.run_program("status", "--all", "--json", "--corpus", "c.db", program=MUISTIO).stdout)
        states = {os.path.basename(entry["path"]): entry["state"] for entry in listed["list"]}
        wrong = {name: state for name, state in states.items() if name in self.may and state not in self.may[name]}
        self.assertEqual(wrong, {})
        self.assertEqual({states["aaa first.pdf"], states["zzz last.pdf"]}, {"ok"})
        # What the biggest single answer may take; usually 60 MB.
        self.assertLess(parent, 800_000 if SANITIZED else 400_000)
        self.assertEqual([worker for worker in workers if os.path.exists(f"/proc/{worker}")], [])
        left = {path.name for path in self.folder.iterdir()} - {"memos", "c.db", "c.db-wal", "c.db-shm"}
        self.assertEqual(left, set())
        self.assertEqual(self.run_program("check", "--corpus", "c.db", program=MUISTIO).returncode, 0)


if __name__ == "__main__":
    main()
