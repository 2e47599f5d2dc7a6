#!/usr/bin/env python3
"""One hostile file costs that file and nothing else, whatever it does to its worker."""
import json
import os
import struct
import subprocess
import time
import unittest

from harness import MOCK, MUISTIO, SANITIZED, Faults, main, memo

LIMITS = ["--page-seconds", "2", "--document-seconds", "3", "--memory", "400", "-j", "2"]


class Workers(Faults):
    def fate(self, how):
        """The warning of a mock document that lies between two good ones, and its record."""
        self.put("a.pdf", memo(1))
        self.mock("b.pdf", how)
        self.put("c.pdf", memo(2))
        code, records, complaints = self.extract("memos", *LIMITS)
        self.assertEqual([r["source"]["path"] for r in records], ["memos/a.pdf", "memos/b.pdf", "memos/c.pdf"])
        for good in (records[0], records[2]):
            self.assertEqual((good["source"]["text"], good["warnings"]), ("text-layer", []))
        self.assertEqual(code, 3, complaints)
        self.assertEqual(len(complaints), 1, complaints)
        self.assertTrue(complaints[0].startswith("memos/b.pdf: "), complaints)
        return records[1]

    def test_a_worker_that_dies_costs_its_file(self):
        for how, code in [("abort", "crash"), ("exit", "crash"), ("segfault", "crash"), ("kill", "crash"),
                          ("dive", "crash"), ("throw", "crash"), ("spin", "timeout"), ("garbage", "crash"),
                          ("promise", "crash"), ("lie", "crash"), ("other", "crash"), ("flood", "crash")]:
            with self.subTest(how):
                record = self.fate(f"do={how}")
                self.assertEqual(record["source"]["text"], "none")
                self.assertEqual([w["code"] for w in record["warnings"]], [code])

    @unittest.skipIf(SANITIZED, "AddressSanitizer needs the address space that is limited here")
    def test_a_worker_that_allocates_without_end_costs_its_file(self):
        record = self.fate("do=allocate")
        self.assertEqual([w["code"] for w in record["warnings"]], ["memory"])

    def test_pages_before_the_one_that_kills_are_kept(self):
        for how, code in [("spin", "timeout"), ("abort", "crash")]:
            with self.subTest(how):
                record = self.fate(f"pages=5 at=3 do={how}")
                self.assertEqual(record["source"]["text"], "text-layer")
                # The mock's pages hold no facts, which the record says too.
                self.assertEqual([(w["code"], w["page"]) for w in record["warnings"]],
                                 [(code, 3), ("nothing_found", None)])

    def test_a_search_for_facts_that_goes_wrong_costs_the_facts_and_no_page(self):
        for how, code in [("abort", "crash"), ("exit", "crash"), ("throw", "crash"), ("spin", "timeout"),
                          ("garbage", "crash"), ("lie", "crash"), ("socket", "crash")]:
            with self.subTest(how):
                record = self.fate(f"pages=3 analyse={how}")
                self.assertEqual((record["source"]["text"], record["source"]["pages"]["total"]), ("text-layer", 3))
                self.assertEqual([w["code"] for w in record["warnings"]], [code])
                self.assertIn("only the text was kept", record["warnings"][0]["message"])

    def test_a_page_and_then_the_search_for_facts_may_go_wrong(self):
        record = self.fate("pages=5 at=3 do=spin analyse=abort")
        self.assertEqual(record["source"]["text"], "text-layer")
        self.assertEqual([(w["code"], w["page"]) for w in record["warnings"]], [("crash", 3)])
        self.assertRegex(record["warnings"][0]["message"], "pages before it were kept; .*; only the text was kept")

    def test_forbidden_calls_end_the_worker(self):
        for how in ["socket", "exec", "ptrace"]:
            with self.subTest(how):
                record = self.fate(f"do={how}")
                self.assertIn("forbidden", record["warnings"][0]["message"])

    def test_the_sandbox_refuses_files_signals_and_processes(self):
        self.mock("a.pdf", "do=forbidden")
        code, records, complaints = self.extract("memos", *LIMITS)
        self.assertEqual((code, complaints), (0, []))
        self.assertEqual(records[0]["source"]["text"], "text-layer")

    def test_a_flood_of_complaints_is_swallowed(self):
        self.mock("a.pdf", "do=complain")
        code, records, complaints = self.extract("memos", *LIMITS)
        self.assertEqual((code, complaints), (0, []))

    def test_the_program_that_is_installed_knows_no_mock_documents(self):
        self.mock("a.pdf", "do=abort")
        _, records, _ = self.extract("memos", program=MUISTIO)
        self.assertEqual(records[0]["warnings"][0]["code"], "not_pdf")

    def test_what_is_no_file_needs_attention(self):
        code, records, complaints = self.extract("/dev/null", program=MUISTIO)
        self.assertEqual((records[0]["id"], records[0]["source"]["sha256"]), ("unread:/dev/null", "0" * 64))
        self.assertEqual(code, 3)
        self.assertEqual([w["code"] for w in records[0]["warnings"]], ["not_regular"])
        self.assertEqual(len(complaints), 1)
        self.assertTrue(complaints[0].startswith("/dev/null: "))

    def test_a_paper_on_standard_input_is_read_as_the_file_is(self):
        self.put("a.pdf", memo(1))
        _, (record,), _ = self.extract("memos/a.pdf", program=MUISTIO)
        with open(self.folder / "memos/a.pdf", "rb") as paper:
            done = subprocess.run([MUISTIO, "extract", "-"], cwd=self.folder, stdin=paper, capture_output=True)
        piped = json.loads(done.stdout)
        self.assertEqual(piped["source"].pop("path"), "-")
        record["source"].pop("path")
        self.assertEqual(piped, record)

    def test_a_page_is_drawn_in_the_sandbox(self):
        self.put("a.pdf", memo(1))
        self.mock("b.pdf", "do=abort")
        drawn = self.run_program("pages", "--png", "1", "memos/a.pdf")
        width, height = struct.unpack(">II", drawn.stdout[16:24])
        self.assertEqual((drawn.returncode, drawn.stderr, drawn.stdout[:8]), (0, b"", b"\x89PNG\r\n\x1a\n"))
        self.assertAlmostEqual(width / height, 595 / 842, places=2)
        for page, name, trouble in [("2", "a.pdf", b"no page 2"), ("1", "b.pdf", b"b.pdf: ")]:
            failed = self.run_program("pages", "--png", page, f"memos/{name}")
            self.assertEqual((failed.returncode, failed.stdout), (2, b""))
            self.assertIn(trouble, failed.stderr)

    def test_workers_end_with_their_parent(self):
        self.mock("a.pdf", "do=sleep")
        parent = subprocess.Popen([MOCK, "extract", "memos", "-j", "2"], cwd=self.folder,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children = self.wait_for_children(parent.pid)
        parent.kill()
        parent.wait()
        deadline = time.time() + 5
        while any(os.path.exists(f"/proc/{child}") for child in children) and time.time() < deadline:
            time.sleep(0.05)
        self.assertEqual([c for c in children if os.path.exists(f"/proc/{c}")], [])

    def wait_for_children(self, parent):
        deadline = time.time() + 20
        while time.time() < deadline:
            with open(f"/proc/{parent}/task/{parent}/children") as file:
                children = file.read().split()
            if children:
                return children
            time.sleep(0.05)
        self.fail("no worker was started")

    def test_head_is_no_error(self):
        for number in range(30):
            self.put(f"{number}.pdf", memo(number))
        done = subprocess.run(["bash", "-c", 'set -o pipefail; "$0" extract memos | head -1 | wc -l', MUISTIO],
                              cwd=self.folder, capture_output=True, timeout=120)
        self.assertEqual((done.returncode, done.stdout.strip(), done.stderr), (0, b"1", b""))

    def test_output_that_cannot_be_written_is_an_error(self):
        self.put("a.pdf", memo(1))
        with open("/dev/full", "w") as full:
            done = subprocess.run([MUISTIO, "extract", "memos"], cwd=self.folder, stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"could not be written", done.stderr)


if __name__ == "__main__":
    main()
