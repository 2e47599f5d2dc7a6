"""Every export format against its schema or a reader of it: export_test.py MUISTIO SOURCE_DIR"""
import csv
import ctypes
import hashlib
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

MUISTIO, SOURCE = sys.argv[1], sys.argv[2]
SAMPLES = ["kuljetustyoryhma-2021-03-17", "suunnistusjaosto-2012-11-06", "byaforeningen-2017-03-09",
           "sivistyslautakunta-2023-06-13", "tiedote-2015-10-02"]


def run(*arguments, expect=0):
    done = subprocess.run([MUISTIO, *arguments], cwd=SOURCE, capture_output=True)
    assert done.returncode == expect, (arguments, done.returncode, done.stderr.decode())
    return done.stdout


def text_of(*path):
    return pathlib.Path(*path).read_text(encoding="utf-8")


def plain_number(text):
    assert re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text), text
    return float(text)


def peak_memory(arguments):
    """Bytes that the program held at most."""
    with open(os.devnull, "wb") as nowhere:
        program = subprocess.Popen([MUISTIO, *arguments], cwd=SOURCE, stdout=nowhere)
        _, status, usage = os.wait4(program.pid, 0)
    program.returncode = status
    assert status == 0, (arguments, status)
    return usage.ru_maxrss * 1024


def multiply(database, times):
    """Every memo so many times more, with all that is known of it."""
    columns = {table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
               for table in ("memo", "attendee", "item", "decision", "action", "date", "amount",
                             "page", "layout", "page_words")}
    first = {table: database.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
             for table in columns}

    def copy(table, changes):
        values = [changes.get(name, name) for name in columns[table]]
        database.execute(f"INSERT INTO {table} SELECT {', '.join(values)} FROM {table} "
                         f"WHERE rowid <= {first[table]}")

    for n in range(1, times + 1):
        memo = f"memo + {n * first['memo']}"
        page = f"+ {n * first['page']}"
        copy("memo", {"id": f"id + {n * first['memo']}", "key": f"printf('%064x', {n} * 1000 + id)"})
        for table in ("attendee", "item", "decision", "action", "date", "amount"):
            copy(table, {"id": f"id + {n * first[table]}", "memo": memo})
        copy("page", {"id": f"id {page}", "memo": memo})
        copy("layout", {"memo": memo})
        copy("page_words", {"page": f"page {page}"})
        database.execute(f"INSERT INTO page_index(rowid, surface, base, more, decided) "
                         f"SELECT id, text, 'kokous', '', '' FROM page WHERE id > {n * first['page']} "
                         f"AND id <= {(n + 1) * first['page']}")


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.corpus = os.path.join(cls.folder.name, "town.db")
        run("load", *[f"tests/memos/{name}.pdf" for name in SAMPLES], "--corpus", cls.corpus)
        cls.records = [json.loads(line) for line in
                       run("export", "--corpus", cls.corpus).decode().splitlines()]

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def export(self, format, *more):
        return run("export", "--format", format, "--corpus", self.corpus, *more)

    def export_folder(self, format):
        folder = os.path.join(self.folder.name, format)
        self.export(format, "--output", folder)
        self.assertFalse([name for name in os.listdir(folder) if name.endswith(".part")])
        return folder

    def test_jsonl_is_the_record(self):
        import jsonschema
        schema = json.loads(text_of(SOURCE, "corpus/record.schema.json"))
        self.assertEqual(len(self.records), len(SAMPLES))
        for record in self.records:
            jsonschema.validate(record, schema)

    def test_csv_agrees_with_its_two_descriptions(self):
        folder = self.export_folder("csv")
        package = json.loads(text_of(folder, "datapackage.json"))
        csvw = {table["url"]: table["tableSchema"] for table in
                json.loads(text_of(folder, "csv-metadata.json"))["tables"]}
        rows = {}
        for resource in package["resources"]:
            path = os.path.join(folder, resource["path"])
            content = pathlib.Path(path).read_bytes()
            self.assertEqual(resource["bytes"], len(content))
            self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(content).hexdigest())
            self.assertTrue(content.endswith(b"\r\n"))
            table = list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))
            rows[resource["name"]] = table
            names = [field["name"] for field in resource["schema"]["fields"]]
            columns = csvw[resource["path"]]["columns"]
            self.assertEqual(names, [c["name"] for c in columns])
            self.assertEqual(csvw[resource["path"]]["primaryKey"], resource["schema"]["primaryKey"])
            required = {f["name"] for f in resource["schema"]["fields"] if "constraints" in f}
            self.assertEqual(required, {c["name"] for c in columns if c.get("required")})
            self.assertEqual(required, set(resource["schema"]["primaryKey"]))
            read = {"integer": int, "number": plain_number, "string": str,
                    "datetime": lambda text: time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),
                    "boolean": lambda text: {"true": True, "false": False}[text]}
            keys = set()
            for row in table:
                self.assertEqual(list(row), names)
                for column in columns:
                    if "separator" in column:
                        parts = row[column["name"]].split(column["separator"])
                        [read[column["datatype"]](part) for part in parts if part]
                for field in resource["schema"]["fields"]:
                    if row[field["name"]] != "":
                        read[field["type"]](row[field["name"]])
                keys.add(tuple(row[key] for key in resource["schema"]["primaryKey"]))
            self.assertEqual(len(keys), len(table), "primary keys are unique")
        memos = {row["id"] for row in rows["memos"]}
        for name, table in rows.items():
            if name not in ("memos", "removed"):
                self.assertTrue({row["memo"] for row in table} <= memos)
                self.assertEqual(len(table), sum(len(record[name]) for record in self.records))
                for key in ("foreignKeys",):
                    self.assertEqual(len(csvw[name + ".csv"][key]), 1)
        self.assertEqual(rows["removed"], [])

    def test_popolo_refers_only_to_what_it_holds(self):
        popolo = json.loads(self.export("popolo"))
        self.assertEqual(set(popolo), {"events", "motions", "memberships", "persons", "organizations"})
        ids = {kind: {entry["id"] for entry in popolo[kind]}
               for kind in ("events", "motions", "persons", "organizations")}
        for kind in ids:
            self.assertEqual(len(ids[kind]), len(popolo[kind]))
        moment = r"^[0-9]{4}((-[0-9]{2}){0,2}|(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){0,2}" \
                 r"(Z|[+-][0-9]{2}(:[0-9]{2})?))$"  # As the published schema of events has it.
        times = 0
        for event in popolo["events"]:
            self.assertTrue(event["name"])
            for key in ("start_date", "end_date"):
                self.assertRegex(event.get(key, "2020"), moment)
                times += "T" in event.get(key, "")
            self.assertIn(event.get("parent_id", event["id"]), ids["events"])
            self.assertTrue({one["id"] for one in event.get("attendees", [])} <= ids["persons"])
        self.assertGreater(times, 0)
        for entry in popolo["memberships"]:
            self.assertRegex(entry.get("start_date", "2020"), r"^[0-9]{4}(-[0-9]{2}){0,2}$")
            self.assertIn(entry["person_id"], ids["persons"])
            self.assertIn(entry["organization_id"], ids["organizations"])
            self.assertIn(entry.get("on_behalf_of_id", entry["organization_id"]), ids["organizations"])
        self.assertEqual(len(popolo["motions"]),
                         sum(len(r["decisions"]) for r in self.records if r["meeting"]))

    def test_ical_is_read_by_libical(self):
        calendar = self.export("ical")
        for line in calendar.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            line.decode()
        unfolded = calendar.replace(b"\r\n ", b"").decode()
        uids = re.findall(r"UID:(.*)\r", unfolded)
        self.assertEqual(len(uids), len(set(uids)))
        self.assertEqual(unfolded.count("SEQUENCE:"), len(uids))
        self.assertEqual(unfolded.count("LAST-MODIFIED:"), len(uids))
        self.assertEqual(unfolded.count("BEGIN:VTODO"), sum(len(r["actions"]) for r in self.records))
        self.assertGreater(unfolded.count("BEGIN:VEVENT"), 0)
        try:
            libical = ctypes.CDLL("libical.so.3")
        except OSError:
            self.skipTest("libical3 is not installed")
        libical.icalparser_parse_string.restype = ctypes.c_void_p
        libical.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
        libical.icalrestriction_check.argtypes = [ctypes.c_void_p]
        component = libical.icalparser_parse_string(ctypes.c_char_p(calendar))
        self.assertTrue(component)
        self.assertEqual(libical.icalcomponent_count_errors(component), 0)
        libical.icalrestriction_check(component)
        self.assertEqual(libical.icalcomponent_count_errors(component), 0)

    def test_akn_is_valid(self):
        folder = self.export_folder("akn")
        files = [os.path.join(folder, name) for name in os.listdir(folder)]
        self.assertEqual(len(files), len(SAMPLES))
        schema = os.path.join(SOURCE, "tests/export/akn.xsd")
        done = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", schema, *files],
                              capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr.decode()[:2000])
        for file in files:
            text = text_of(file)
            ids = set(re.findall(r'eId="([^"]*)"', text))
            self.assertTrue({ref for ref in re.findall(r'(?:refersTo|as|href|source)="#([^"]*)"', text)} <= ids)

    def test_jsonld_nodes_point_at_each_other(self):
        graph = json.loads(self.export("jsonld"))
        self.assertEqual(graph["@context"], "https://schema.org")
        ids = {node["@id"] for node in graph["@graph"] if "@id" in node}
        self.assertEqual({node["@type"] for node in graph["@graph"]}
                         - {"DigitalDocument", "Event", "PlanAction"}, set())
        for node in graph["@graph"]:
            for key in ("about", "recordedIn", "subjectOf"):
                if key in node:
                    self.assertIn(node[key]["@id"], ids)
            if node["@type"] == "Event":
                self.assertTrue(node["name"])
                self.assertRegex(node.get("startDate", "2020"),
                                 r"^\d{4}(-\d\d){0,2}(T\d\d:\d\d\+0[23]:00)?$")
            if node["@type"] == "DigitalDocument":
                self.assertEqual(node["encoding"]["@type"], "MediaObject")

    def test_html_is_balanced_and_its_links_lead_somewhere(self):
        class Page(html.parser.HTMLParser):
            def __init__(self):
                super().__init__()
                self.open, self.ids, self.links, self.bad = [], set(), set(), []

            def handle_starttag(self, tag, attributes):
                attributes = dict(attributes)
                if tag == "script" or any(name.startswith("on") for name in attributes):
                    self.bad.append(tag)
                if "id" in attributes:
                    self.bad += [attributes["id"]] if attributes["id"] in self.ids else []
                    self.ids.add(attributes["id"])
                if "href" in attributes:
                    self.links.add(attributes["href"].lstrip("#"))
                if tag != "meta":
                    self.open.append(tag)

            def handle_endtag(self, tag):
                if self.open.pop() != tag:
                    self.bad.append(tag)

        folder = self.export_folder("html")
        for name in os.listdir(folder):
            page = Page()
            page.feed(text_of(folder, name))
            self.assertEqual((page.open, page.bad), ([], []))
            self.assertTrue(page.links <= page.ids, page.links - page.ids)

    def test_a_choice_of_memos_can_be_exported(self):
        one = json.loads(self.export("jsonl", SAMPLES[0] + ".pdf"))
        self.assertTrue(one["source"]["path"].endswith(SAMPLES[0] + ".pdf"))
        found = self.export("jsonl", "--query", "toimielin:koulukuljetustyöryhmä").splitlines()
        self.assertEqual(len(found), 1)
        self.assertEqual(self.export("jsonl", "--since", "2000-01-01").count(b"\n"), len(SAMPLES))
        self.assertEqual(self.export("jsonl", "--since", "2999-01-01"), b"")
        for wrong in ("yesterday", "2024-13-01", "18.11.2024"):
            run("export", "--since", wrong, "--corpus", self.corpus, expect=2)
        run("export", "no-such.pdf", "--corpus", self.corpus, expect=1)
        run("export", "--format", "csv", "--corpus", self.corpus, expect=2)
        run("export", "--format", "docx", "--corpus", self.corpus, expect=2)

    def test_one_memo_can_be_exported_in_every_format(self):
        for name in ("jsonl", "popolo", "ical", "akn", "jsonld", "html"):
            self.assertTrue(self.export(name, SAMPLES[0] + ".pdf"))

    def test_what_was_taken_out_is_told_since_a_day(self):
        corpus = os.path.join(self.folder.name, "smaller.db")
        run("load", *[f"tests/memos/{name}.pdf" for name in SAMPLES[:2]], "--corpus", corpus)
        with sqlite3.connect(corpus) as database:
            database.execute("INSERT INTO removed_memo VALUES('%s', '2026-01-02T03:04:05Z')" % ("ab" * 32))
        lines = run("export", "--since", "2026", "--corpus", corpus).decode().splitlines()
        self.assertEqual([json.loads(line)["schema"] for line in lines][-1], "muistio-removed/1")
        tables = os.path.join(self.folder.name, "since")
        run("export", "--format", "csv", "--since", "2026-01", "--output", tables, "--corpus", corpus)
        removed = list(csv.DictReader(text_of(tables, "removed.csv").splitlines()))
        self.assertEqual(removed, [{"id": "ab" * 32, "removed": "2026-01-02T03:04:05Z"}])

    @unittest.skipIf(os.environ.get("MUISTIO_SANITIZED") == "ON", "AddressSanitizer keeps what was freed")
    def test_memory_does_not_grow_with_the_corpus(self):
        small, large = (os.path.join(self.folder.name, name) for name in ("small.db", "large.db"))
        run("load", *[f"tests/memos/{name}.pdf" for name in SAMPLES], "--corpus", small)
        shutil.copyfile(small, large)
        with sqlite3.connect(large) as database:
            multiply(database, 200)
        commands = [["export", "--format", name, "--output", os.path.join(self.folder.name, "big-" + name)]
                    for name in ("jsonl", "csv", "popolo", "ical", "jsonld")]
        for command in commands:
            few, many = (peak_memory([*command, "--corpus", corpus]) for corpus in (small, large))
            self.assertLess(many - few, 6 << 20, command)  # Of a corpus of 11 MB.

    def test_every_format_has_its_page(self):
        pages = text_of(SOURCE, "docs/formats.md")
        for name in ("jsonl", "csv", "popolo", "ical", "akn", "jsonld", "html"):
            self.assertIn(f"\n## {name}\n", pages)
            self.assertIn("Lost:", pages.split(f"\n## {name}\n")[1].split("\n## ")[0])

    def test_the_example_queries_run_in_the_stock_shell(self):
        page = text_of(SOURCE, "docs/corpus-file.md")
        queries = re.findall(r"```sql\n(.*?)```", page, re.S)
        self.assertGreater(len(queries), 5)
        for query in queries:
            done = subprocess.run(["sqlite3", "-bail", "-readonly", self.corpus], input=query.encode(),
                                  capture_output=True)
            self.assertEqual((done.returncode, done.stderr), (0, b""), query)
            self.assertTrue(done.stdout, "the example shows something: " + query)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
