#!/usr/bin/env python3
"""muistio check finds what is wrong with a corpus, mends what can be mended, and no damage
to the file brings any command down."""
import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import unittest

from harness import MUISTIO, Faults, main, memo, pdf


class Check(Faults):
    def setUp(self):
        super().setUp()
        for number in range(3):
            self.put(f"{number}.pdf", memo(number))
        self.put("3.pdf", pdf("MUISTIO\nKylätalotoimikunnan kokous 3\nAika 12.3.2013\nDnro 45/02.03/2013\n"
                              "Läsnä: Aino Esimerkki, Eino Malli\nPäätettiin hankkia 3 tuolia."))
        self.put("same.pdf", memo(0))
        done = self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO)
        self.assertEqual(done.returncode, 0, done.stderr)

    def check(self, *arguments):
        done = self.run_program("check", "--corpus", "c.db", "--json", *arguments, program=MUISTIO)
        report = json.loads(done.stdout) if done.stdout else None
        return done.returncode, report

    def spoil(self, *statements):
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            for statement in statements:
                database.execute(statement)
            database.commit()

    def broken(self, report):
        return [check["promise"] for check in report["checks"] if check["broken"]]

    def hits(self):
        done = self.run_program("search", "hankkia", "--corpus", "c.db", "--json", program=MUISTIO)
        return len(done.stdout.splitlines())

    def test_a_fresh_corpus_is_well(self):
        code, report = self.check()
        self.assertEqual((code, self.broken(report)), (0, []))
        self.assertEqual(report["files"]["fine"], 5)

    def test_what_is_wrong_is_found_and_mended(self):
        hits = self.hits()
        self.assertEqual(hits, 4)
        cases = [
            ("every page is in the index", ["INSERT INTO page_index(page_index) VALUES('delete-all')"]),
            ("the index holds no page that is gone",
             ["INSERT INTO page_index(rowid, surface) VALUES(9999, 'haamu')"]),
            ("the index of facts says what the facts say",
             ["INSERT INTO fact_index(fact_index) VALUES('delete-all')"]),
            ("every row belongs to something", ["INSERT INTO issue(memo, code, message) VALUES(9999, 'x', 'y')"]),
            ("every file has the state of its content", ["UPDATE file SET state = 'crash' WHERE state = 'ok'"]),
            ("every memo is on the ledger", ["UPDATE content SET state = 'crash' WHERE id = 1"]),
            ("every duplicate has an original",
             ["UPDATE content SET file = NULL WHERE id = (SELECT content FROM file WHERE state = 'duplicate_of')"]),
        ]
        shutil.copy(self.folder / "c.db", self.folder / "good.db")
        for promise, statements in cases:
            with self.subTest(promise):
                for old in self.folder.glob("c.db*"):
                    old.unlink()
                shutil.copy(self.folder / "good.db", self.folder / "c.db")
                self.spoil(*statements)
                code, report = self.check()
                self.assertEqual(code, 3)
                self.assertIn(promise, self.broken(report))
                code, report = self.check("--repair")
                self.assertTrue(report["good"], self.broken(report))
                code, report = self.check()
                self.assertEqual((code, self.broken(report)), (0, []))
                self.assertEqual(self.hits(), hits)

    def test_a_lost_memo_is_read_again_by_the_next_load(self):
        self.spoil("PRAGMA foreign_keys = ON", "DELETE FROM memo WHERE id = 2")
        code, report = self.check("--repair")
        self.assertIn("every file that was read has its memo", self.broken(report))
        done = self.run_program("load", "memos", "--corpus", "c.db", "--json", program=MUISTIO)
        self.assertEqual((json.loads(done.stdout)["read"], done.returncode), (1, 0))
        self.assertEqual(self.check()[0], 0)

    def test_what_is_lost_of_a_memo_is_named_and_read_again(self):
        cases = [
            ("every memo is as it was saved", "memos/", ["DELETE FROM attendee"], 4),
            ("every memo has the facts that are indexed", "memos/", ["DELETE FROM memo_sum", "DELETE FROM attendee"], 4),
            ("every memo is as it was saved", "memos/0.pdf: its record has changed",
             ["UPDATE date SET value = '1999-01-01' WHERE memo = (SELECT id FROM memo WHERE path = 'memos/0.pdf')"], 1),
            ("every memo is as it was saved", "memos/3.pdf: its record has changed", ["DELETE FROM mention"], 1),
            ("every memo is as it was saved", "memos/0.pdf: its text has changed",
             ["UPDATE page SET text = replace(text, 'hankkia', 'hakkaan') WHERE memo ="
              " (SELECT id FROM memo WHERE path = 'memos/0.pdf')"], 1),
            ("every memo is as it was saved", "memos/0.pdf: its record has changed",
             ["UPDATE decision SET text = 'VÄÄRÄ PÄÄTÖS' WHERE memo = (SELECT id FROM memo WHERE path = 'memos/0.pdf')"], 1),
            ("every memo is as it was saved", "memos/2.pdf: its record has changed",
             ["UPDATE page SET width = 1 WHERE memo = (SELECT id FROM memo WHERE path = 'memos/2.pdf')"], 1),
            ("every memo has the facts that are indexed", "memos/", ["DELETE FROM fact WHERE field = 'decision'"], 4),
            ("every memo is as it was saved", "memos/1.pdf",
             ["DELETE FROM layout WHERE memo = (SELECT id FROM memo WHERE path = 'memos/1.pdf')"], 1),
            ("every memo is as it was saved", "memos/1.pdf",
             ["PRAGMA foreign_keys = ON", "DELETE FROM page WHERE memo = (SELECT id FROM memo WHERE path = 'memos/1.pdf')"], 1),
            ("every page has its words", "page 1 of memos/2.pdf",
             ["UPDATE page SET text = 'x' WHERE memo = (SELECT id FROM memo WHERE path = 'memos/2.pdf')"], 1),
        ]
        shutil.copy(self.folder / "c.db", self.folder / "good.db")
        for promise, named, statements, read in cases:
            with self.subTest(statements):
                shutil.copy(self.folder / "good.db", self.folder / "c.db")
                self.spoil(*statements)
                for arguments in ([], ["--repair"]):
                    code, report = self.check(*arguments)
                    self.assertEqual(code, 3)
                    self.assertIn(promise, self.broken(report))
                    self.assertIn(named, json.dumps(report["checks"]))
                done = self.run_program("load", "memos", "--corpus", "c.db", "--json", program=MUISTIO)
                self.assertEqual((json.loads(done.stdout)["read"], done.returncode), (read, 0), done.stderr)
                code, report = self.check()
                self.assertEqual((code, self.broken(report)), (0, []))
                self.assertEqual(self.hits(), 4)

    def test_a_memo_whose_file_is_gone_is_not_called_well(self):
        self.spoil("DELETE FROM decision WHERE memo = (SELECT id FROM memo WHERE path = 'memos/1.pdf')")
        kept = (self.memos / "1.pdf").read_bytes()
        os.remove(self.memos / "1.pdf")
        self.check("--repair", "--no-files")
        self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO)
        for _ in range(2):
            code, report = self.check("--repair", "--no-files")
            self.assertEqual(code, 3)
            self.assertIn("every memo is as it was saved", self.broken(report))
        told = self.run_program("check", "--repair", "--no-files", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("Next: muistio load", told)
        (self.memos / "1.pdf").write_bytes(kept)
        done = self.run_program("load", "memos", "--corpus", "c.db", "--json", program=MUISTIO)
        self.assertEqual(json.loads(done.stdout)["read"], 1)
        self.assertEqual(self.check()[0], 0)

    def test_lost_words_are_made_anew_of_the_text(self):
        def words():
            with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
                return database.execute("SELECT * FROM page_words ORDER BY page").fetchall()
        before = words()
        self.spoil("DELETE FROM page_words WHERE page = 2")
        code, report = self.check()
        self.assertEqual(code, 3)
        self.assertRegex(json.dumps(report["checks"]), r"page 1 of memos/\d.pdf: its words are gone")
        code, report = self.check("--repair")
        self.assertEqual((code, self.broken(report)), (0, ["every page has its words"]))
        self.assertEqual((words(), self.hits()), (before, 4))

    def test_who_may_only_read_may_check(self):
        folder = self.folder
        folder.chmod(0o755)
        for path in folder.rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        folder.chmod(0o555)
        self.addCleanup(folder.chmod, 0o755)
        self.addCleanup(self.memos.chmod, 0o755)
        before = self.as_user(65534, MUISTIO)

        def check():
            done = subprocess.run([*before, MUISTIO, "check", "--corpus", "c.db", "--json"], cwd=folder,
                                  capture_output=True, timeout=60)
            return done.returncode, json.loads(done.stdout or "null"), done.stderr
        code, report, errors = check()
        self.assertEqual((code, errors), (0, b""))
        self.assertTrue(all(check["checked"] for check in report["checks"]))
        (folder / "c.db").chmod(0o644)
        folder.chmod(0o755)
        self.spoil("INSERT INTO fact_index(fact_index) VALUES('delete-all')")
        folder.chmod(0o555)
        (folder / "c.db").chmod(0o444)
        code, report, errors = check()
        self.assertEqual((code, self.broken(report)), (3, ["the index of facts says what the facts say"]), errors)
        done = subprocess.run([*before, MUISTIO, "check", "--repair", "--corpus", "c.db"], cwd=folder,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 2)

    def test_a_report_for_people_says_what_is_so(self):
        self.spoil("INSERT INTO fact_index(fact_index) VALUES('delete-all')")
        done = self.run_program("check", "--repair", "--corpus", "c.db", program=MUISTIO)
        self.assertIn("says what the facts say: not so once; the index was made anew\n  ok", done.stdout.decode())

    def test_source_files_are_compared_with_what_was_read(self):
        self.put("0.pdf", memo(50))
        os.remove(self.memos / "1.pdf")
        code, report = self.check()
        self.assertEqual(code, 3)
        self.assertEqual({key: report["files"][key] for key in ("fine", "changed", "missing")},
                         {"fine": 3, "changed": 1, "missing": 1})

    def test_a_repair_does_not_run_beside_a_load(self):
        import fcntl
        with open(self.folder / "c.db") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            code, _ = self.check("--repair")
        self.assertEqual(code, 2)

    def test_no_damage_to_the_file_brings_a_command_down(self):
        whole = (self.folder / "c.db").read_bytes()
        chance = random.Random(20)
        damaged = []
        for _ in range(25):
            bytes_ = bytearray(whole)
            for _ in range(chance.choice([1, 8, 200])):
                bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
            damaged.append(bytes(bytes_))
        damaged += [whole[:chance.randrange(len(whole))] for _ in range(12)] + [b"", whole[:16], b"\0" * 5000]
        for number, bytes_ in enumerate(damaged):
            writing = [["load", "memos", "--no-ocr", "--quiet"]] if number % 4 == 0 else []
            for arguments in (["check", "--no-files"], ["search", "kokous"], ["status"], *writing):
                (self.folder / "d.db").write_bytes(bytes_)
                done = self.run_program(*arguments, "--corpus", "d.db", program=MUISTIO)
                with self.subTest((number, arguments)):
                    self.assertIn(done.returncode, (0, 1, 2, 3), done.stderr)
                    self.assertLessEqual(done.stderr.count(b"\n"), 1, done.stderr)
                for leftover in self.folder.glob("d.db*"):
                    leftover.unlink()


class Status(Faults):
    def test_the_table_survives_any_name(self):
        import csv
        import io
        names = ['=cmd|"x"!A1.pdf', "comma, quote\".pdf", "line\nbreak.pdf", "<b>.pdf"]
        for name in names:
            self.put(name, "no PDF at all: " + name)
        self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO)
        done = self.run_program("status", "--csv", "--corpus", "c.db", program=MUISTIO)
        rows = list(csv.DictReader(io.StringIO(done.stdout.decode(), newline="")))
        self.assertEqual((done.returncode, len(rows)), (3, 4))
        self.assertEqual({row["state"] for row in rows}, {"not_pdf"})
        self.assertFalse([row for row in rows if row["path"][0] in "=+-@"])
        listed = json.loads(self.run_program("status", "--json", "--corpus", "c.db", program=MUISTIO).stdout)
        self.assertEqual(listed["states"], {"not_pdf": 4})
        self.assertEqual(len({entry["path"] for entry in listed["list"]}), 4)


    def test_all_files_are_listed_where_that_is_asked(self):
        self.put("a.pdf", memo(1))
        self.put("b.pdf", memo(1))
        self.run_program("load", "memos", "--corpus", "c.db", program=MUISTIO)
        listed = self.run_program("status", "--all", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertIn("\n  ok            memos/a.pdf\n  duplicate_of  memos/b.pdf  (the same as memos/a.pdf)\n", listed)
        table = self.run_program("status", "--all", "--csv", "--corpus", "c.db", program=MUISTIO).stdout.decode()
        self.assertTrue(table.endswith(",memos/a.pdf\r\n"), table)


class Doctor(Faults):
    def test_this_machine_is_well(self):
        done = self.run_program("doctor", program=MUISTIO)
        self.assertIn(done.returncode, (0, 3), done.stdout)
        self.assertIn(b"reads a known PDF inside the sandbox", done.stdout)


if __name__ == "__main__":
    main()
