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
           "sivistyslautakunta-2023-06-13", "tiedote-2015-10-02", "seurakuntaneuvosto-2013-10-15"]


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
            self.assertEqual(len(names), len(set(names)))
            about = csvw[resource["path"]]["aboutUrl"]
            self.assertEqual(set(re.findall(r"\{(.*?)\}", about)),
                             set(resource["schema"]["primaryKey"]), "a row's address has its key")
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
                self.assertEqual(csvw[name + ".csv"]["foreignKeys"],
                                 [{"columnReference": "memo",
                                   "reference": {"resource": "memos.csv", "columnReference": "id"}}])
                (key,) = [r for r in package["resources"] if r["name"] == name][0]["schema"]["foreignKeys"]
                self.assertEqual(key, {"fields": "memo", "reference": {"resource": "memos", "fields": "id"}})
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
            self.assertIn(event.get("status", "confirmed"), ("confirmed", "tentative"))
            self.assertIn(event.get("organization_id"), {None, *ids["organizations"]})
            for key in ("start_date", "end_date"):
                self.assertRegex(event.get(key, "2020"), moment)
                times += "T" in event.get(key, "")
            self.assertIn(event.get("parent_id", event["id"]), ids["events"])
            self.assertTrue({one["id"] for one in event.get("attendees", [])} <= ids["persons"])
        self.assertGreater(times, 0)
        announced = [event for event in popolo["events"]
                     if event["classification"] == "announced_meeting"]
        self.assertTrue(announced)
        self.assertEqual({event["status"] for event in announced}, {"tentative"})
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
        entries = [dict(line.split(":", 1) for line in entry.split("\r\n") if ":" in line) | {"text": entry}
                   for entry in re.findall(r"BEGIN:(?:VEVENT|VTODO)\r\n.*?END:V", unfolded, re.S)]
        held = [entry for entry in entries if entry["UID"].endswith("-meeting@muistio")]
        met = [r for r in self.records if r["meeting"] and r["meeting"]["date"]]
        self.assertEqual(len(held), len(met))
        meetings = {entry["UID"] for entry in held}
        called = {r["id"] + "-meeting@muistio" for r in met if r["kind"] in ("agenda", "notice")}
        self.assertLessEqual(called, meetings)
        for entry in entries:
            if entry in held:
                self.assertEqual(entry["STATUS"], "TENTATIVE" if entry["UID"] in called else "CONFIRMED")
                self.assertNotIn("RELATED-TO", entry)
                continue
            meeting = entry["UID"].split("-")[0] + "-meeting@muistio"
            self.assertEqual(entry.get("RELATED-TO"), meeting if meeting in meetings else None)
            is_action = "-action-" in entry["UID"]
            self.assertEqual(entry["STATUS"], "NEEDS-ACTION" if is_action else "TENTATIVE")
            self.assertEqual(entry.get("PERCENT-COMPLETE"), "0" if is_action else None)
        people = [person for record in met for person in record["attendees"]]
        self.assertEqual(sum(entry["text"].count("\r\nATTENDEE;") for entry in held), len(people))
        for presence, answer in ("present", "ACCEPTED"), ("absent", "DECLINED"), ("unknown", "NEEDS-ACTION"):
            self.assertEqual(sum(entry["text"].count("PARTSTAT=" + answer) for entry in held),
                             sum(person["presence"] == presence for person in people))
        self.assertEqual(unfolded.count("ROLE=CHAIR"), sum(p["role"] == "chair" for p in people))
        self.assertLess(len(held), unfolded.count("BEGIN:VEVENT"))
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
        every = "".join(text_of(file) for file in files)
        votes = [d["vote"] for r in self.records for d in r["decisions"] if d["vote"]]
        self.assertGreater(len(votes), 0)
        self.assertEqual(every.count("<voting "), len(votes))
        self.assertEqual(every.count("<count "), sum(len(vote) for vote in votes))
        self.assertEqual(every.count('"startEvent"'),
                         sum(r["meeting"] is not None and r["meeting"]["start"] is not None for r in self.records))
        self.assertGreater(every.count("<adjournment "), 0)
        for file in files:
            text = text_of(file)
            ids = set(re.findall(r'eId="([^"]*)"', text))
            self.assertTrue({ref for ref in re.findall(r'(?:refersTo|as|href|source|outcome)="#([^"]*)"', text)} <= ids)

    def test_jsonld_nodes_point_at_each_other(self):
        graph = json.loads(self.export("jsonld"))
        self.assertEqual(graph["@context"], "https://schema.org")
        ids = {node["@id"] for node in graph["@graph"] if "@id" in node}
        self.assertEqual({node["@type"] for node in graph["@graph"]}
                         - {"DigitalDocument", "Event", "PlanAction"}, set())
        self.assertTrue([node for node in graph["@graph"] if node.get("@id", "").startswith("urn:muistio:next:")])
        for node in graph["@graph"]:
            for key in ("about", "recordedIn", "subjectOf"):
                if key in node:
                    self.assertIn(node[key]["@id"], ids)
            if node["@type"] == "Event":
                self.assertTrue(node["name"])
                self.assertEqual(node["eventStatus"], "https://schema.org/EventScheduled")
                self.assertEqual("organizer" in node, "superEvent" in node)
                self.assertRegex(node.get("startDate", "2020"),
                                 r"^\d{4}(-\d\d){0,2}(T\d\d:\d\d\+0[23]:00)?$")
            if node["@type"] == "DigitalDocument":
                self.assertRegex(node["dateModified"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
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
            there = page.ids if name != "index.html" else set(os.listdir(folder)) - {name}
            self.assertTrue(page.links <= there, page.links - there)
            if name == "index.html":
                self.assertEqual(len(page.links), len(SAMPLES), "the index leads to every memo")

    def test_the_proposal_that_was_accepted_is_told_wherever_decisions_are(self):
        (told,) = [d["proposal"] for r in self.records for d in r["decisions"]
                   if d["text"] == "Esitys hyväksyttiin."]
        table = csv.DictReader(io.StringIO(text_of(self.export_folder("csv"), "decisions.csv"), newline=""))
        self.assertIn(told, [row["proposal"] for row in table])
        self.assertIn(told, [motion.get("proposal") for motion in json.loads(self.export("popolo"))["motions"]])
        works = [work for node in json.loads(self.export("jsonld"))["@graph"] for work in node.get("workFeatured", [])]
        self.assertIn(told, [work["isBasedOn"]["text"] for work in works if "isBasedOn" in work])
        akn, page = ("".join(map(text_of, pathlib.Path(self.export_folder(name)).iterdir()))
                     for name in ("akn", "html"))
        self.assertRegex(akn, f'class="proposal">{re.escape(told)}</p>')
        self.assertRegex(page, f"<small>proposed: <span[^>]*>{re.escape(told)}</span>")

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

    def test_what_came_and_what_was_taken_out_is_told_since_a_day(self):
        """One memo is older than the day, one newer, one is gone: each format tells the two that count."""
        corpus = os.path.join(self.folder.name, "smaller.db")
        run("load", *[f"tests/memos/{name}.pdf" for name in SAMPLES[:2]], "--corpus", corpus)
        gone, gone_at, new_at = "ab" * 32, "2026-01-02T03:04:05Z", "2026-01-03T04:05:06Z"
        with sqlite3.connect(corpus) as database:
            (old, new) = [row[0] for row in database.execute("SELECT key FROM memo ORDER BY path")]
            database.execute("UPDATE memo SET saved_at = '2025-12-31T23:59:59Z' WHERE key = ?", (old,))
            database.execute("UPDATE memo SET saved_at = ? WHERE key = ?", (new_at, new))
            database.execute("INSERT INTO removed_memo VALUES(?, ?)", ("cd" * 32, "2025-06-01T00:00:00Z"))
            database.execute("INSERT INTO removed_memo VALUES(?, ?)", (gone, gone_at))

        def lines(text):
            found = [json.loads(line) for line in text.splitlines()]
            return found[:-1], found[-1]

        def popolo(text):
            found = json.loads(text)
            self.assertEqual(found["removed"], [{"id": "event/" + gone, "deleted": gone_at}])
            self.assertIn({new_at}, [{e["updated_at"] for e in found["events"] if "updated_at" in e}])
            return found["events"], found["removed"]

        def jsonld(text):
            graph = json.loads(text)["@graph"]
            return graph[:-1], graph[-1]

        def ical(text):
            text = text.replace("\r\n ", "")
            at = text.index("BEGIN:VJOURNAL")
            self.assertIn("STATUS:CANCELLED", text[at:])
            return text[:at], text[at:].replace("20260102T030405Z", gone_at)

        # What the format says of the memos that are there, and of the one that is not.
        formats = {"jsonl": lines, "popolo": popolo, "jsonld": jsonld, "ical": ical}
        for name, parts in formats.items():
            with self.subTest(name):
                there, not_there = map(str, parts(run(
                    "export", "--format", name, "--since", "2026", "--corpus", corpus).decode()))
                self.assertIn(new, there)
                self.assertNotIn(old, there + not_there)
                self.assertNotIn("cd" * 32, there + not_there)
                self.assertNotIn(gone, there)
                self.assertIn(gone, not_there)
                self.assertIn(gone_at, not_there)
        for name, ending in ("csv", None), ("akn", ".xml"), ("html", ".html"):
            with self.subTest(name):
                run("export", "--format", name, "--since", "2026", "--corpus", corpus, expect=2)
                folder = pathlib.Path(self.folder.name, "since-" + name)
                run("export", "--format", name, "--since", "2026", "--output", str(folder), "--corpus", corpus)
                if ending is None:
                    tables = {file.stem: list(csv.DictReader(text_of(file).splitlines()))
                              for file in folder.glob("*.csv")}
                    self.assertEqual([(row["id"], row["saved"]) for row in tables["memos"]], [(new, new_at)])
                    self.assertEqual(tables["removed"], [{"id": gone, "removed": gone_at}])
                    continue
                self.assertEqual({file.name for file in folder.iterdir()}, {new + ending, "removed.jsonl"})
                self.assertEqual([json.loads(line) for line in text_of(folder, "removed.jsonl").splitlines()],
                                 [{"schema": "muistio-removed/1", "id": gone, "removed": gone_at}])

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

    def test_a_reader_that_has_enough_is_no_error(self):
        large = os.path.join(self.folder.name, "cut.db")
        shutil.copyfile(self.corpus, large)
        with sqlite3.connect(large) as database:
            multiply(database, 50)
        for name in ("jsonl", "popolo", "ical", "jsonld"):
            program = subprocess.Popen([MUISTIO, "export", "--format", name, "--corpus", large],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            program.stdout.read(1000)
            program.stdout.close()
            said = program.stderr.read()
            program.stderr.close()
            self.assertEqual((program.wait(), said), (0, b""), name)

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
