#!/usr/bin/env python3
"""muistio check finds what is wrong with a corpus, mends what can be mended, and no damage
to the file brings any command down."""
import contextlib
import json
import os
import random
import shutil
import sqlite3
import unittest

from harness import MUISTIO, Faults, main, memo


class Check(Faults):
    def setUp(self):
        super().setUp()
        for number in range(4):
            self.put(f"{number}.pdf", memo(number))
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
            ("the index of facts says what the facts say", ["DELETE FROM fact WHERE id = (SELECT min(id) FROM fact)"]),
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


class Doctor(Faults):
    def test_this_machine_is_well(self):
        done = self.run_program("doctor", program=MUISTIO)
        self.assertIn(done.returncode, (0, 3), done.stdout)
        self.assertIn(b"reads a known PDF inside the sandbox", done.stdout)


if __name__ == "__main__":
    main()
