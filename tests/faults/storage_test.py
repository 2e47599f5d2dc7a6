#!/usr/bin/env python3
"""Disks that are full, fail or forbid, memory and descriptors that run out, readers beside a
load, odd locales: nothing lost, nothing half-told, one sentence each."""
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import threading
import time
import unittest

from corpus_dump import dump, troubles
from harness import FAILING_MEMORY, MUISTIO, SANITIZED, STRACE, Faults, main, memo

LOAD = [MUISTIO, "load", "memos", "--corpus", "c.db", "--json", "--no-ocr", "-j", "2"]


class Storage(Faults):
    def some_memos(self, count):
        for number in range(count):
            self.put(f"{number:04}.pdf", memo(number))

    def load(self, *arguments, before=(), **options):
        return subprocess.run([*before, *LOAD, *arguments], cwd=options.pop("cwd", self.folder), capture_output=True,
                              timeout=240, **options)

    def assert_one_sentence(self, done, *words):
        self.assertEqual(done.returncode, 2, (done.stdout, done.stderr))
        self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
        for word in words:
            self.assertIn(word, done.stderr)

    def assert_whole(self):
        self.assertEqual(troubles(self.folder / "c.db"), [])

    def test_a_full_disk_stops_the_load_and_the_same_command_goes_on(self):
        self.some_memos(40)
        script = ('mount -t tmpfs -o size=400k none disk && cd disk && { "$@"; echo "code $?"; mount -o remount,size=40m .; '
                  '"$@"; echo "code $?"; cp c.db ..; }')
        (self.folder / "disk").mkdir()
        command = [MUISTIO, "load", "../memos", "--corpus", "c.db", "--json", "--no-ocr"]
        done = subprocess.run(["unshare", "-Urm", "bash", "-c", script, "bash", *command], cwd=self.folder,
                              capture_output=True, timeout=240)
        if b"unshare" in done.stderr or b"mount" in done.stderr:
            self.skipTest("no file system can be mounted here")
        codes = [line for line in done.stdout.splitlines() if line.startswith(b"code")]
        self.assertEqual(codes, [b"code 2", b"code 0"], done.stderr)
        self.assertIn(b"no room left", done.stderr)
        summary = json.loads(done.stdout.splitlines()[-2])
        self.assertEqual((summary["states"], summary["adds_up"]), ({"ok": 40}, True))
        self.assert_whole()

    def test_a_limit_on_file_size_is_a_full_disk(self):
        self.some_memos(40)
        done = subprocess.run(["bash", "-c", 'ulimit -f 300; exec "$@"', "bash", *LOAD], cwd=self.folder,
                              capture_output=True, timeout=120)
        self.assert_one_sentence(done, b"no room left")
        self.assertEqual(self.load().returncode, 0)
        self.assert_whole()

    def test_a_disk_that_fails_to_sync_stops_the_load(self):
        self.some_memos(5)
        self.load()
        self.put("new.pdf", memo(50))
        # SQLite does not care for the sync of a folder, so only the log is spoilt.
        done = self.load(before=[*STRACE, "-o", "/dev/null", "-P", str(self.folder / "c.db-wal"), "-e",
                                 "trace=fdatasync,fsync", "-e", "inject=fdatasync,fsync:error=EIO"])
        self.assert_one_sentence(done, b"Input/output error")
        self.assertEqual(self.load().returncode, 0)
        self.assert_whole()

    def test_a_file_that_cannot_be_read_to_its_end_is_unreadable(self):
        self.some_memos(3)
        bad = self.memos / "0001.pdf"
        done = self.load(before=[*STRACE, "-o", "/dev/null", "-P", str(bad), "-e", "trace=pread64", "-e",
                                 "inject=pread64:error=EIO"])
        self.assertEqual((done.returncode, json.loads(done.stdout)["states"]), (3, {"ok": 2, "unreadable": 1}))
        done = self.load()
        self.assertEqual((done.returncode, json.loads(done.stdout)["states"]), (0, {"ok": 3}))

    def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(self):
        self.some_memos(1)
        closed = self.folder / "closed"
        closed.mkdir(mode=0o755)
        drop = self.as_user(65534, MUISTIO)
        self.folder.chmod(0o755)
        if not drop:
            closed.chmod(0o555)
        done = subprocess.run([*drop, MUISTIO, "load", "memos", "--corpus", "closed/c.db"], cwd=self.folder,
                              capture_output=True, timeout=60)
        self.assert_one_sentence(done, b"closed/c.db", b"Permission denied")

    def test_a_corpus_on_a_read_only_disk_can_be_searched(self):
        self.some_memos(2)
        self.load()
        done = subprocess.run(["unshare", "-Urm", "bash", "-c",
                               'mount --bind -o ro . . && cd "$PWD" && mount -o remount,ro,bind . && exec "$0" search tuolia '
                               '--corpus c.db', MUISTIO], cwd=self.folder, capture_output=True, timeout=60)
        if b"mount" in done.stderr or b"unshare" in done.stderr:
            self.skipTest("no file system can be mounted here")
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipIf(SANITIZED, "AddressSanitizer needs the address space that is limited here")
    def test_little_memory_ends_in_a_sentence_and_loses_nothing(self):
        self.some_memos(4)
        for megabytes in (30, 60, 90, 120, 160, 200, 260, 340, 600):
            done = subprocess.run(["bash", "-c", f'ulimit -v {megabytes * 1024}; exec "$@"', "bash", *LOAD],
                                  cwd=self.folder, capture_output=True, timeout=120)
            with self.subTest(megabytes):
                # 127: not even the libraries could be loaded, or the allocator had nowhere to keep its books.
                ended = 127 if done.returncode == -6 and b"Out of memory" in done.stderr else done.returncode
                self.assertIn(ended, (0, 2, 3, 127), (done.returncode, done.stderr))
        self.assertEqual(self.load("--retry").returncode, 0)
        self.assert_whole()

    @unittest.skipIf(SANITIZED, "AddressSanitizer has a malloc of its own")
    def test_one_request_for_memory_that_fails_loses_nothing(self):
        self.some_memos(4)
        for request in (7_000, 10_000, 14_000, 18_000, 22_000, 26_000, 35_000, 50_000):
            environment = {**os.environ, "LD_PRELOAD": FAILING_MEMORY, "FAILS_AT": str(request)}
            done = self.load(env=environment)
            with self.subTest(request):
                self.assertIn(done.returncode, (0, 2, 3), done.stderr)
                self.assertLessEqual(done.stderr.count(b"\n"), 1, done.stderr)
                self.assert_whole_or_none()
            done = self.load(env={**environment, "FAILS_ON": ""})  # Where no sentence can be made any more it aborts.
            with self.subTest(f"{request} and all that follow"):
                self.assert_whole_or_none()
        self.assertEqual(self.load("--retry").returncode, 0)
        self.assert_whole()

    def assert_whole_or_none(self):
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            tables, = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables:
            self.assert_whole()

    @unittest.skipIf(SANITIZED, "AddressSanitizer opens files of its own")
    def test_few_descriptors_end_in_a_sentence_or_do(self):
        self.some_memos(4)
        for count in (4, 6, 8, 10, 12, 16, 24):
            done = subprocess.run(["bash", "-c", f'ulimit -n {count}; exec "$@"', "bash", *LOAD], cwd=self.folder,
                                  capture_output=True, timeout=120)
            with self.subTest(count):
                self.assertIn(done.returncode, (0, 2, 3, 127), (done.returncode, done.stderr))
        self.assertEqual(self.load("--retry").returncode, 0)
        self.assert_whole()

    @unittest.skipIf(SANITIZED, "LeakSanitizer needs a process of its own")
    def test_no_more_processes_end_in_a_sentence_or_fewer_workers(self):
        self.some_memos(4)
        # The limit counts all that the user runs; nobody else is this one.
        drop = self.as_user(54321, MUISTIO)
        if not drop:
            self.skipTest("other programs of this user count too")
        for path in [self.folder, *self.folder.rglob("*")]:
            os.chown(path, 54321, 54321)
        for most in (1, 2, 3):
            done = subprocess.run([*drop, "bash", "-c", f'ulimit -u {most}; exec "$@"', "bash", *LOAD],
                                  cwd=self.folder, capture_output=True, timeout=120)
            with self.subTest(most):
                if most == 1:
                    self.assert_one_sentence(done, b"no worker process can be started")
                else:
                    self.assertEqual(done.returncode, 0, done.stderr)
        self.assert_whole()

    def test_output_that_cannot_be_written_is_an_error(self):
        self.some_memos(2)
        for arguments in (["load", "memos", "--json"], ["status", "--csv"], ["status"], ["search", "tuolia", "--json"],
                          ["export", "--format", "jsonl"], ["check", "--json"]):
            with self.subTest(arguments), open("/dev/full", "w") as full:
                done = subprocess.run([MUISTIO, *arguments, "--corpus", "c.db"], cwd=self.folder, stdout=full,
                                      stderr=subprocess.PIPE, timeout=120)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn(b"could not be written", done.stderr)
        self.assert_whole()

    @unittest.skipIf(SANITIZED, "AddressSanitizer keeps what was freed")
    def test_memory_does_not_grow_with_the_number_of_files(self):
        peaks = []
        for count in (100, 8_000):
            for number in range(count):
                folder = self.memos / str(number // 1000)
                folder.mkdir(exist_ok=True)
                first = self.memos / f"{number % 5}.pdf"
                if not first.exists():
                    first.write_bytes(memo(number))
                if not (folder / f"{number}.pdf").exists():
                    os.link(first, folder / f"{number}.pdf")
            peaks.append(self.peak_of_load())
        self.assertLess(peaks[1], 1.2 * peaks[0])

    def peak_of_load(self):
        """Kilobytes of the parent at most."""
        loading = subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db", "--quiet", "--no-ocr"],
                                   cwd=self.folder, stdout=subprocess.DEVNULL)
        peak = 0
        while loading.poll() is None:
            with contextlib.suppress(OSError, StopIteration), open(f"/proc/{loading.pid}/status") as file:
                peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))
            time.sleep(0.01)
        self.assertEqual(loading.returncode, 0)
        return peak

    def test_readers_beside_a_load_see_whole_memos_and_no_lock(self):
        self.some_memos(150)
        shutil.copytree(self.memos, self.folder / "first")
        for path in sorted((self.folder / "first").iterdir())[10:]:
            path.unlink()
        subprocess.run([MUISTIO, "load", "first", "--corpus", "c.db"], cwd=self.folder, capture_output=True, timeout=120)
        wrong, looks, over = [], [0], threading.Event()

        def read():
            while not over.is_set():
                with contextlib.closing(sqlite3.connect(self.folder / "c.db", timeout=10)) as database:
                    database.execute("BEGIN")
                    try:
                        pages, = database.execute("SELECT count(*) FROM page").fetchone()
                        indexed, = database.execute("SELECT count(*) FROM page_index_docsize").fetchone()
                        kept, = database.execute("SELECT count(*) FROM content WHERE state = 'ok'").fetchone()
                        memos, = database.execute("SELECT count(*) FROM memo").fetchone()
                    except sqlite3.OperationalError as error:
                        wrong.append(str(error))
                        continue
                looks[0] += 1
                if pages != indexed or kept != memos:
                    wrong.append((pages, indexed, kept, memos))

        def search():
            while not over.is_set():
                done = self.run_program("search", "tuoli", "--corpus", "c.db", "--json", program=MUISTIO)
                if done.returncode != 0:
                    wrong.append(done.stderr)

        readers = [threading.Thread(target=task) for task in (read, read, search)]
        for reader in readers:
            reader.start()
        done = self.load()
        over.set()
        for reader in readers:
            reader.join()
        self.assertEqual((done.returncode, wrong), (0, []))
        self.assertGreater(looks[0], 5)

    def test_the_log_shrinks_again_once_a_long_reader_is_gone(self):
        self.some_memos(60)
        self.load(cwd=self.folder)
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM page").fetchone()
            for number in range(60, 120):
                self.put(f"{number:04}.pdf", memo(number))
            self.assertEqual(self.load().returncode, 0)
        self.load()
        log = self.folder / "c.db-wal"
        self.assertTrue(not log.exists() or log.stat().st_size < 1 << 20)

    def test_locale_time_zone_and_clock_change_nothing(self):
        self.some_memos(6)
        outputs, dumps = set(), []
        for name in ("C", "C.UTF-8", "fi_FI.UTF-8", "tr_TR.UTF-8", "nonsense"):
            for zone in ("UTC", "Europe/Helsinki", "Nowhere/Nothing"):
                environment = {**os.environ, "LC_ALL": name, "TZ": zone}
                done = subprocess.run([MUISTIO, "extract", "memos", "--text", "-j", "2"], cwd=self.folder, capture_output=True,
                                      timeout=120, env=environment)
                self.assertEqual((done.returncode, done.stderr), (0, b""))
                outputs.add(done.stdout)
            self.assertEqual(self.load(env=environment).returncode, 0)
            dumps.append(dump(self.folder / "c.db"))
            for file in self.folder.glob("c.db*"):
                file.unlink()
        self.assertEqual(len(outputs), 1)
        self.assertTrue(all(one == dumps[0] for one in dumps))

    def test_a_clock_that_jumps_back_changes_nothing(self):
        self.some_memos(3)
        self.load()
        for path in self.memos.iterdir():
            os.utime(path, (0, 0))
        self.assertEqual(json.loads(self.load().stdout)["read"], 0)
        stamp = (self.memos / "0000.pdf").stat()
        (self.memos / "0000.pdf").write_bytes(memo(8)[: len(memo(0))])
        os.utime(self.memos / "0000.pdf", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
        self.assertEqual(json.loads(self.load().stdout)["read"], 1)


if __name__ == "__main__":
    main()
