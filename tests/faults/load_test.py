#!/usr/bin/env python3
"""The law of the ledger: listed = sum of states, whatever happens to files, runs and disks."""
import contextlib
import json
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import time
import unittest

from harness import MOCK, MUISTIO, Faults, main, memo, pdf

LIMITS = ["--page-seconds", "2", "--document-seconds", "3", "--memory", "400", "-j", "2"]


class Load(Faults):
    def load(self, *arguments, program=MOCK, **options):
        """Exit code and summary; fails where the sums do not add up."""
        done = self.run_program("load", *(arguments or ["memos"]), "--corpus", "c.db", "--json", *LIMITS,
                                program=program, **options)
        self.assertTrue(done.stdout, done.stderr)
        summary = json.loads(done.stdout)
        self.assertTrue(summary["adds_up"])
        self.assertEqual(summary["listed"], sum(summary["states"].values()))
        return done.returncode, summary

    def rows(self, sql, *values):
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            return database.execute(sql, values).fetchall()

    def states(self):
        return {os.fsdecode(path).rsplit("/", 1)[1]: state
                for path, state in self.rows("SELECT path, state FROM file")}

    def some_memos(self, count):
        for number in range(count):
            self.put(f"{number:04}.pdf", memo(number))

    def test_every_state_has_its_file(self):
        self.put("ok.pdf", memo(1))
        self.put("same.pdf", memo(1))
        self.put("empty_page.pdf", pdf(""))
        self.put("html.pdf", "<html>Kokous</html>")
        self.put("nothing.pdf", "")
        self.put("broken.pdf", "%PDF-1.4\n" + "x" * 1000)
        self.put("locked.pdf", memo(2))
        subprocess.run(["qpdf", "--encrypt", "user", "owner", "256", "--", "--replace-input", "locked.pdf"],
                       cwd=self.memos, check=True)
        self.mock("timeout.pdf", "do=spin")
        self.mock("crash.pdf", "do=abort")
        self.mock("partial.pdf", "pages=3 at=2 do=abort")
        self.mock("no facts.pdf", "pages=2 analyse=abort")
        os.mkfifo(self.memos / "fifo.pdf")
        (self.memos / "folder.pdf").mkdir()
        os.symlink("/etc/hostname", self.memos / "link.pdf")
        with open(self.memos / "big.pdf", "wb") as big:
            big.truncate(3 << 20)
        code, summary = self.load("memos", "--file-size", "2")
        self.assertEqual(code, 3)
        expected = {"ok.pdf": "ok", "same.pdf": "duplicate_of", "empty_page.pdf": "no_text", "html.pdf": "not_pdf",
                    "nothing.pdf": "not_pdf", "broken.pdf": "broken", "locked.pdf": "locked", "timeout.pdf": "timeout",
                    "crash.pdf": "crash", "partial.pdf": "partial", "no facts.pdf": "partial", "fifo.pdf": "not_regular",
                    "folder.pdf": "not_regular", "link.pdf": "not_regular", "big.pdf": "too_big"}
        self.assertEqual(self.states(), expected)
        for _, message in self.rows("SELECT path, message FROM file WHERE state NOT IN ('ok', 'duplicate_of')"):
            self.assertTrue(message)

    def test_a_file_that_was_given_up_is_read_when_somebody_asks_for_it(self):
        self.mock("slow.pdf", "pages=2 do=wait")
        for kill in range(12):
            loading = subprocess.Popen([MOCK, "load", "memos", "--corpus", "c.db", *LIMITS], cwd=self.folder,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            while self.begun() <= kill:
                time.sleep(0.005)
            loading.kill()
            loading.wait()
        self.assertEqual(self.load()[1]["states"]["crash"], 1)
        self.assertEqual(self.rows("SELECT message FROM file"), [("runs were ended again and again while this file was read",)])
        self.load()
        self.assertEqual(self.states(), {"slow.pdf": "crash"})
        self.load("memos", "--retry=crash")
        self.assertEqual(self.states(), {"slow.pdf": "ok"})

    def begun(self):
        try:
            return self.rows("SELECT count(*) FROM attempt")[0][0]
        except sqlite3.OperationalError:
            return 0

    def test_a_quiet_load_of_a_list_says_nothing_when_all_is_well(self):
        for name in "a.pdf", "b.pdf", "c.pdf":
            self.put(name, memo(1))
        for separator in "\n", "\0":
            done = subprocess.run([MUISTIO, "load", "--files-from", "-", "-q", "--corpus", "c.db"], cwd=self.folder,
                                  input=separator.join(["memos/a.pdf", "memos/b.pdf", ""]).encode(), capture_output=True)
            self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"", b""))
        self.assertEqual(self.states(), {"a.pdf": "ok", "b.pdf": "duplicate_of"})
        self.put("d.pdf", "no paper")
        done = subprocess.run([MUISTIO, "load", "memos/d.pdf", "-q", "--corpus", "c.db"], cwd=self.folder, capture_output=True)
        self.assertEqual(done.returncode, 3)
        self.assertIn(b"Need attention:", done.stdout)

    def test_a_second_run_reads_nothing(self):
        self.some_memos(5)
        self.mock("bad.pdf", "do=abort")
        self.assertEqual(self.load()[1]["read"], 6)
        before = self.rows("SELECT * FROM attempt")
        code, summary = self.load()
        self.assertEqual((code, summary["read"], summary["unchanged"]), (3, 0, 6))
        self.assertEqual(self.rows("SELECT * FROM attempt"), before)

    def test_a_poison_file_is_tried_twice_and_no_more(self):
        self.mock("poison.pdf", "do=abort")
        for _ in range(5):
            self.load()
        self.assertEqual(self.rows("SELECT count(*) FROM attempt"), [(2,)])
        self.load("memos", "--retry")
        self.assertEqual(self.rows("SELECT count(*) FROM attempt"), [(4,)])
        self.load("memos", "--retry=timeout")
        self.assertEqual(self.rows("SELECT count(*) FROM attempt"), [(4,)])

    def test_changed_new_moved_and_removed_files_are_recognised(self):
        self.some_memos(4)
        self.load()
        self.put("0000.pdf", memo(100))
        self.put("new.pdf", memo(101))
        os.rename(self.memos / "0001.pdf", self.memos / "moved.pdf")
        os.remove(self.memos / "0002.pdf")
        code, summary = self.load()
        self.assertEqual((code, summary["read"], summary["moved"], summary["vanished"]), (0, 2, 1, 2))
        self.assertEqual(self.states(), {"0000.pdf": "ok", "0001.pdf": "vanished", "0002.pdf": "vanished",
                                         "0003.pdf": "ok", "moved.pdf": "ok", "new.pdf": "ok"})
        paths = {path for path, in self.rows("SELECT path FROM memo")}
        self.assertEqual(paths, {"memos/0000.pdf", "memos/0002.pdf", "memos/0003.pdf", "memos/moved.pdf",
                                 "memos/new.pdf"})
        self.assertEqual(self.rows("SELECT count(*) FROM memo WHERE path = 'memos/0000.pdf'"), [(1,)])

    def test_the_same_content_under_many_paths_is_one_memo(self):
        for copy in range(3):
            (self.memos / str(copy)).mkdir()
            for number in range(3):
                (self.memos / str(copy) / f"{number}.pdf").write_bytes(memo(number))
        code, summary = self.load()
        self.assertEqual((code, summary["states"], summary["memos"]), (0, {"ok": 3, "duplicate_of": 6}, 3))
        shutil.rmtree(self.memos / "0")
        code, summary = self.load()
        self.assertEqual((summary["read"], summary["states"], summary["memos"]), (0, {"ok": 3, "duplicate_of": 3}, 3))

    def test_a_duplicate_inherits_when_the_original_changes(self):
        self.put("a.pdf", memo(1))
        self.put("b.pdf", memo(1))
        self.load()
        self.put("a.pdf", memo(2))
        _, summary = self.load()
        self.assertEqual((summary["read"], summary["states"], summary["memos"]), (1, {"ok": 2}, 2))
        self.assertEqual(sorted(self.rows("SELECT path FROM memo")), [("memos/a.pdf",), ("memos/b.pdf",)])

    def test_a_folder_that_was_renamed_is_followed(self):
        self.some_memos(3)
        (self.memos / "sub").mkdir()
        (self.memos / "sub" / "same.pdf").write_bytes(memo(0))
        self.put("bad.pdf", "no PDF")
        self.load()
        os.rename(self.memos, self.folder / "moved")
        code, summary = self.load("moved")
        self.assertEqual((code, summary["read"], summary["moved"], summary["vanished"]), (3, 0, 4, 0))
        self.assertEqual(summary["moves"], [{"from": "memos", "to": "moved", "files": 4}])
        self.assertEqual(summary["states"], {"ok": 3, "duplicate_of": 1, "not_pdf": 1})
        self.assertEqual({path.split("/")[0] for path, in self.rows("SELECT path FROM memo")}, {"moved"})
        self.assertEqual(self.rows("SELECT state, count(*) FROM file WHERE shown LIKE 'memos/%' GROUP BY 1"),
                         [("vanished", 5)])
        self.assertEqual(self.run_program("check", "--corpus", "c.db", program=MUISTIO).returncode, 0)
        # Back again, and a file alone.
        os.rename(self.folder / "moved", self.memos)
        os.rename(self.memos / "0000.pdf", self.memos / "renamed.pdf")
        done = self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("3 files have moved from moved to memos.\n", done)
        self.assertIn("1 file has moved from moved/0000.pdf to memos/renamed.pdf.\n", done)

    def test_originals_that_cannot_be_looked_at_are_not_taken_for_gone(self):
        self.some_memos(2)
        self.load()
        copies = self.folder / "copies"
        shutil.copytree(self.memos, copies)
        hidden = self.folder / "hidden"
        os.rename(self.memos, hidden)
        self.memos.mkdir()  # As where a disk is not mounted.
        code, summary = self.load("copies")
        self.assertEqual((summary["states"], summary["moved"]), ({"duplicate_of": 2}, 0))
        told = self.run_program("load", "copies", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("perhaps a disk is not mounted", told)
        self.memos.rmdir()
        os.rename(hidden, self.memos)
        drop = self.as_user(65534, MOCK)
        if drop:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, 65534, 65534, follow_symlinks=False)
        self.memos.chmod(0)
        self.addCleanup(self.memos.chmod, 0o700)
        done = subprocess.run([*drop, MOCK, "load", "copies", "--corpus", "c.db", "--json"], cwd=self.folder,
                              capture_output=True, timeout=60)
        self.assertEqual(json.loads(done.stdout)["states"], {"duplicate_of": 2}, done.stderr)

    def test_a_folder_that_can_be_read_again_is_no_file_that_is_gone(self):
        (self.memos / "secret").mkdir()
        (self.memos / "secret" / "a.pdf").write_bytes(memo(1))
        self.put("b.pdf", memo(2))
        drop = self.as_user(65534, MOCK)
        if drop:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, 65534, 65534, follow_symlinks=False)
        states = []
        for mode in 0o700, 0, 0o700:
            (self.memos / "secret").chmod(mode)
            done = subprocess.run([*drop, MOCK, "load", "memos", "--corpus", "c.db", "--json"], cwd=self.folder,
                                  capture_output=True, timeout=60)
            summary = json.loads(done.stdout)
            self.assertEqual((summary["adds_up"], summary["vanished"]), (True, 0))
            states.append(summary["states"])
        self.assertEqual(states, [{"ok": 2}, {"ok": 1, "unreadable": 2}, {"ok": 2}])
        self.assertEqual(len(self.rows("SELECT id FROM file")), 2)

    def test_status_tells_of_a_load_that_was_killed(self):
        self.mock("slow.pdf", "pages=2 do=wait")
        loading = subprocess.Popen([MOCK, "load", "memos", "--corpus", "c.db", *LIMITS], cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not self.begun():
            time.sleep(0.005)

        def told():
            return self.run_program("status", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("has not ended (process", told())
        loading.kill()
        loading.wait()
        self.assertIn("was cut off (process", told())
        self.load()
        self.assertIn("Last run:", told())

    def test_names_of_every_kind_are_kept(self):
        names = [b"\xff\xfe.pdf", b"line\nbreak.pdf", b"tab\there.pdf", b'quote"s.pdf', b"-rf.pdf",
                 "nfd a\u0308.pdf".encode(), b"n" * 251 + b".pdf", "\u202egnp.pdf".encode(),
                 b"<script>alert(1)</script>.pdf", b"100%.pdf", b"%41.pdf", b"'; DROP TABLE file; --.pdf", b" .pdf"]
        names = [name.replace(b"/", b"_") for name in names]
        for number, name in enumerate(names):
            (self.memos / os.fsdecode(name)).write_bytes(memo(number))
        code, summary = self.load()
        self.assertEqual((code, summary["states"]), (0, {"ok": len(names)}))
        kept = {bytes(path).rsplit(b"/", 1)[1] for path, in self.rows("SELECT path FROM file")}
        self.assertEqual(kept, set(names))
        shown = [path for path, in self.rows("SELECT shown FROM file")]
        self.assertEqual(len(set(shown)), len(names))
        self.assertFalse([text for text in shown if "\n" in text or "\u202e" in text])
        self.assertEqual(self.load()[1]["unchanged"], len(names))

    def test_names_that_differ_only_in_how_an_umlaut_is_written_are_two_files(self):
        for number, name in enumerate(["p\u00f6yt\u00e4.pdf", "po\u0308yta\u0308.pdf"]):
            self.put(name, pdf(f"MUISTIO\nKokous {number}\nP\u00f6yt\u00e4kirja hyv\u00e4ksyttiin."))
        code, summary = self.load()
        self.assertEqual((code, summary["states"]), (0, {"ok": 2}))
        for word in "p\u00f6yt\u00e4kirja", "po\u0308yta\u0308kirja":
            found = self.run_program("search", word, "--corpus", "c.db", "--json", program=MUISTIO)
            self.assertEqual(len(found.stdout.splitlines()), 2, found.stderr)

    def test_a_file_that_asks_a_password_only_to_be_changed_is_read(self):
        self.put("owner.pdf", memo(3))
        subprocess.run(["qpdf", "--encrypt", "", "owner", "256", "--", "--replace-input", "owner.pdf"],
                       cwd=self.memos, check=True)
        self.assertEqual(self.load()[1]["states"], {"ok": 1})

    def put_deep(self, levels, name):
        self.addCleanup(subprocess.run, ["rm", "-r", self.memos / name])  # Python's own recurses.
        deep = os.open(self.memos, os.O_RDONLY)
        for _ in range(levels):
            os.mkdir(name, dir_fd=deep)
            deeper = os.open(name, os.O_RDONLY, dir_fd=deep)
            os.close(deep)
            deep = deeper
        file = os.open("a.pdf", os.O_WRONLY | os.O_CREAT, 0o600, dir_fd=deep)
        os.write(file, memo(levels))
        os.close(file)
        os.close(deep)

    def test_paths_longer_than_the_system_takes_are_read(self):
        self.put_deep(30, "d" * 200)
        self.assertEqual(self.load()[1]["states"], {"ok": 1})

    def test_folders_deep_in_folders_are_read_or_told(self):
        # The second needs more descriptors than are held at a time, the third more than there are.
        for levels, states in ((150, {"ok": 1}), (450, {"ok": 2}), (1_100, {"ok": 2, "unreadable": 1})):
            with self.subTest(levels):
                self.put_deep(levels, f"d{levels}")
                self.assertEqual(self.load()[1]["states"], states)

    def test_links_are_followed_only_where_asked_and_once(self):
        self.put("a.pdf", memo(1))
        (self.memos / "sub").mkdir()
        os.symlink("..", self.memos / "sub" / "up")
        os.symlink("a.pdf", self.memos / "again.pdf")
        outside = self.folder / "outside"
        outside.mkdir()
        (outside / "b.pdf").write_bytes(memo(2))
        os.symlink(outside, self.memos / "out")
        _, summary = self.load()
        self.assertEqual(summary["states"], {"ok": 1, "not_regular": 3})
        _, summary = self.load("memos", "--follow-links")
        self.assertEqual(summary["states"], {"ok": 2})

    def test_a_folder_that_cannot_be_read_is_told(self):
        (self.memos / "secret").mkdir()
        (self.memos / "secret" / "a.pdf").write_bytes(memo(1))
        self.put("b.pdf", memo(2))
        self.put("c.pdf", memo(3))
        self.load()
        (self.memos / "secret").chmod(0)
        (self.memos / "c.pdf").chmod(0)
        drop = self.as_user(65534, MOCK)
        if drop:
            for path in [self.folder, *self.folder.rglob("*")]:
                os.chown(path, 65534, 65534, follow_symlinks=False)
        done = subprocess.run([*drop, MOCK, "load", "memos", "--corpus", "c.db", "--json"], cwd=self.folder,
                              capture_output=True, timeout=60)
        summary = json.loads(done.stdout)
        self.assertEqual((done.returncode, summary["adds_up"], summary["states"]),
                         (3, True, {"ok": 1, "unreadable": 3}))
        (self.memos / "secret").chmod(0o700)

    def test_a_file_that_changes_while_it_is_read_is_read_again(self):
        self.mock("a.pdf", "do=wait pages=2")
        loading = subprocess.Popen([MOCK, "load", "memos", "--corpus", "c.db", "--json", *LIMITS], cwd=self.folder,
                                   stdout=subprocess.PIPE)
        end = time.time() + 30
        while not (self.folder / "c.db").exists() or not self.attempts():
            self.assertLess(time.time(), end)
        # The worker has read the bytes by now or is about to; either way the memo that is
        # kept is one of the two, and the ledger names the same.
        self.put("a.pdf", memo(7))
        loading.communicate(timeout=60)
        self.load()
        self.assertEqual(self.rows("SELECT content.sha256 = memo.sha256 FROM content JOIN memo"
                                   " WHERE content.state = 'ok'"), [(1,)])

    def attempts(self):
        try:
            return self.rows("SELECT id FROM attempt")
        except sqlite3.OperationalError:
            return []

    def test_files_that_vanish_during_the_run_are_told(self):
        self.some_memos(300)
        loading = subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db", "--json"], cwd=self.folder,
                                   stdout=subprocess.PIPE)
        while not (self.folder / "c.db").exists() or not self.attempts():
            time.sleep(0.005)
        for number in range(150, 300):
            os.remove(self.memos / f"{number:04}.pdf")
        summary = json.loads(loading.communicate(timeout=120)[0])
        self.assertTrue(summary["adds_up"])
        self.assertEqual(summary["listed"], 300)
        self.assertGreater(summary["states"].get("vanished", 0), 0)
        self.assertEqual(self.load()[1]["states"], {"ok": 150})

    def test_ctrl_c_finishes_what_is_in_hand_and_the_next_run_goes_on(self):
        self.some_memos(200)
        for number in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
            with self.subTest(number):
                loading = subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db"], cwd=self.folder,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                while not (self.folder / "c.db").exists() or not self.attempts():
                    time.sleep(0.005)
                loading.send_signal(number)
                out, err = loading.communicate(timeout=60)
                self.assertEqual((loading.returncode, err), (128 + number, b""))
                self.assertIn(b"goes on from here", out)
                self.assertEqual(self.rows("SELECT count(*) FROM attempt WHERE outcome IS NULL"), [(0,)])
                os.remove(self.folder / "c.db") if number != signal.SIGHUP else None
        self.assertEqual(self.load()[1]["states"], {"ok": 200})
        # What waited for a worker was given back: it is not to blame for the end of a run.
        self.assertEqual(self.rows("SELECT max(interruptions) FROM content"), [(0,)])

    def test_a_second_ctrl_c_stops_at_once(self):
        self.mock("a.pdf", "do=sleep")
        loading = subprocess.Popen([MOCK, "load", "memos", "--corpus", "c.db"], cwd=self.folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not (self.folder / "c.db").exists() or not self.attempts():
            time.sleep(0.01)
        loading.send_signal(signal.SIGINT)
        time.sleep(0.5)
        self.assertIsNone(loading.poll())
        loading.send_signal(signal.SIGINT)
        loading.communicate(timeout=5)
        self.assertEqual(loading.returncode, 130)
        self.assertEqual(self.states(), {"a.pdf": "listed"})

    def test_four_loads_at_once_make_one_corpus(self):
        self.some_memos(40)
        loads = [subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db", "--json", "-j1"], cwd=self.folder,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        read = 0
        for loading in loads:
            out, err = loading.communicate(timeout=120)
            self.assertEqual(loading.returncode, 0, err)
            read += json.loads(out)["read"]
        self.assertEqual(read, 40)
        self.assertEqual(self.rows("SELECT count(*) FROM memo"), [(40,)])

    def test_files_are_for_their_owner_alone(self):
        self.some_memos(2)
        os.umask(0)
        self.load()
        for path in self.folder.glob("c.db*"):
            self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

    def test_the_quarantine_shows_what_needs_attention(self):
        self.put("good.pdf", memo(1))
        self.put("bad\n.pdf", "no PDF")
        self.mock("worse.pdf", "do=abort")
        for _ in range(2):
            self.load("memos", "--quarantine", "q")
        found = sorted(str(path.relative_to(self.folder / "q")) for path in (self.folder / "q").rglob("*.pdf"))
        self.assertEqual([name.split("/")[0] for name in found], ["crash", "not_pdf"])
        for name in found:
            self.assertTrue((self.folder / "q" / name).is_symlink())

    def test_what_cannot_run_says_so_in_one_sentence(self):
        self.put("a.pdf", memo(1))
        (self.folder / "text.db").write_text("this is not a database, but it is long enough to be one")
        cases = [(["nowhere", "--corpus", "c.db"], b"nowhere: there is no such file or folder"),
                 (["memos", "--corpus", "text.db"], b"this is not a corpus file"),
                 (["memos", "--corpus", "no/such/folder/c.db"], b"there is no such folder"),
                 (["memos", "--corpus", "memos"], b"not a file"),
                 (["memos", "--corpus", "c.db", "--rules", "nowhere"], b"nowhere"),
                 (["memos", "--corpus", "c.db", "--retry=nonsense"], b"nonsense")]
        for arguments, message in cases:
            with self.subTest(arguments):
                done = self.run_program("load", *arguments)
                self.assertEqual((done.returncode, done.stdout), (2, b""))
                self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
                self.assertIn(message, done.stderr)
        self.assertEqual((self.folder / "text.db").read_text()[:22], "this is not a database")

    def test_other_rules_find_the_facts_anew_without_reading_the_files(self):
        self.some_memos(3)
        self.mock("bad.pdf", "do=abort")
        self.load()
        before = self.rows("SELECT key, text FROM page JOIN memo ON memo.id = page.memo ORDER BY 1")
        rules = self.folder / "rules"
        rules.mkdir()
        (rules / "amounts.toml").write_text("""
[[rule]]
id = "amount.chairs"
find = '(?P<value>\\d+) tuolia'
yes = ["hankkia 5 tuolia"]
no = ["tuolia"]
""".replace("\\\\", "\\"))
        _, summary = self.load("memos", "--rules", "rules")
        self.assertEqual((summary["read"], summary["outdated"]), (0, 3))
        for path in self.memos.iterdir():
            path.chmod(0o600)
        _, summary = self.load("memos", "--rules", "rules", "--reprocess")
        self.assertEqual((summary["rederived"], summary["outdated"]), (3, 0))
        self.assertEqual(self.rows("SELECT key, text FROM page JOIN memo ON memo.id = page.memo ORDER BY 1"), before)
        _, summary = self.load("memos", "--rules", "rules", "--reprocess")
        self.assertEqual((summary["read"], summary["rederived"]), (0, 0))

    def test_a_watched_folder_is_followed(self):
        self.some_memos(1)
        watching = subprocess.Popen([MUISTIO, "load", "memos", "--corpus", "c.db", "--watch"], cwd=self.folder,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(watching.kill)
        while not watching.stdout.readline().startswith("Watching"):
            self.assertIsNone(watching.poll())
        (self.memos / "sub").mkdir()
        with open(self.memos / "sub" / "slow.pdf", "wb") as slow:  # Grows for longer than the quiet time.
            content = memo(5)
            for at in range(0, len(content), len(content) // 6 + 1):
                slow.write(content[at:at + len(content) // 6 + 1])
                slow.flush()
                time.sleep(0.5)
        self.assertIn("Read 1 file", watching.stdout.readline())
        os.remove(self.memos / "0000.pdf")
        self.assertIn("1 file is gone", watching.stdout.readline())
        os.rename(self.memos / "sub" / "slow.pdf", self.memos / "moved.pdf")
        self.assertIn("1 file has moved", watching.stdout.readline())
        self.put("copy.pdf", memo(5))
        self.assertIn("Nothing new", watching.stdout.readline())
        os.remove(self.memos / "moved.pdf")
        self.assertIn("1 file is gone", watching.stdout.readline())
        listed = self.run_program("status", "--csv", "--all", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("slow.pdf,vanished,it has moved to memos/moved.pdf,", listed)
        watching.send_signal(signal.SIGINT)
        watching.communicate(timeout=30)
        self.assertEqual(self.states(), {"0000.pdf": "vanished", "slow.pdf": "vanished", "moved.pdf": "vanished",
                                         "copy.pdf": "ok"})
        self.assertEqual(self.rows("SELECT path FROM memo ORDER BY path"), [("memos/0000.pdf",), ("memos/copy.pdf",)])
        self.assertEqual(self.rows("SELECT count(*) FROM attempt"), [(2,)])

    def test_a_corpus_of_a_newer_muistio_is_left_as_it_is(self):
        self.some_memos(1)
        self.load()
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            database.execute("PRAGMA user_version = 999")
            database.execute("PRAGMA journal_mode = DELETE")
        before = (self.folder / "c.db").read_bytes()
        done = self.run_program("load", "memos", "--corpus", "c.db")
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"newer", done.stderr)
        self.assertEqual((self.folder / "c.db").read_bytes(), before)

    def test_a_missing_ocr_model_is_told_before_anything_is_read(self):
        self.some_memos(1)
        done = self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO,
                                env={**os.environ, "TESSDATA_PREFIX": str(self.folder)})
        self.assertEqual((done.returncode, done.stderr.count(b"\n")), (2, 1), done.stderr)
        self.assertIn(b"tesseract-ocr", done.stderr)

    def test_a_folder_without_pdfs_is_nothing_found(self):
        (self.memos / "notes.txt").write_text("kokous")
        code, summary = self.load()
        self.assertEqual((code, summary["listed"], summary["others"]), (1, 0, 1))


if __name__ == "__main__":
    main()
