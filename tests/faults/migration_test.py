#!/usr/bin/env python3
"""A corpus file of every schema that was released opens in today's muistio: searched, checked,
loaded into, with nothing lost."""
import contextlib
import json
import lzma
import pathlib
import sqlite3

from corpus_dump import troubles
from harness import MUISTIO, Faults, main, memo

CORPORA = pathlib.Path(__file__).resolve().parent / "corpora"


class Migration(Faults):
    def unpack(self, packed):
        for old in self.folder.glob("c.db*"):
            old.unlink()
        (self.folder / "c.db").write_bytes(lzma.decompress(packed.read_bytes()))

    def ask(self, *arguments):
        done = self.run_program(*arguments, "--corpus", "c.db", program=MUISTIO)
        self.assertNotEqual(done.returncode, 2, done.stderr)
        return done.stdout

    def query(self, sql):
        with contextlib.closing(sqlite3.connect(self.folder / "c.db")) as database:
            return database.execute(sql).fetchone()[0]

    def test_a_corpus_of_every_released_schema_is_brought_up_to_date(self):
        self.put("new.pdf", memo(77))
        fixtures = sorted(CORPORA.glob("version-*.db.xz"))
        self.assertTrue(fixtures)
        for packed in fixtures:
            with self.subTest(packed.name):
                self.unpack(packed)
                before = self.query("SELECT count(*) FROM memo")
                summary = json.loads(self.ask("load", "memos", "--json", "--no-ocr"))
                self.assertEqual((summary["read"], summary["adds_up"]), (1, True))
                self.assertEqual(self.query("SELECT count(*) FROM memo"), before + 1)
                self.assertEqual(troubles(self.folder / "c.db"), [])
                self.assertTrue(json.loads(self.ask("check", "--no-files", "--json"))["good"])
                self.assertEqual(len(self.ask("search", "hankkia", "--json").splitlines()), 4)
                states = json.loads(self.ask("status", "--json"))["states"]
                self.assertEqual(states, {"ok": 4, "no_text": 1, "duplicate_of": 1, "not_pdf": 1})

    def test_todays_schema_has_a_fixture(self):
        self.put("a.pdf", memo(1))
        self.ask("load", "memos", "--no-ocr")
        version = self.query("PRAGMA user_version")
        self.assertTrue((CORPORA / f"version-{version}.db.xz").exists(), "see tests/faults/corpora/make")


if __name__ == "__main__":
    main()
