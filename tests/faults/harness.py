"""What the fault tests share: a folder that goes away, the programs, small PDFs."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

MUISTIO = os.path.abspath(os.environ.get("MUISTIO", "build/quick/pipeline/muistio"))
MOCK = os.path.abspath(os.environ.get("MUISTIO_MOCK", "build/quick/tests/muistio_mock"))
FAILING_MEMORY = os.path.abspath(os.environ.get("MUISTIO_FAILING_MEMORY", "build/quick/tests/libfailing_memory.so"))
SANITIZED = os.environ.get("MUISTIO_SANITIZED") == "ON"
# LeakSanitizer ends a program that is traced.
STRACE = ["strace", "-E", "ASAN_OPTIONS=detect_leaks=0"]


def pdf(*pages):
    """A PDF with the given texts, one a page; their characters are those of Latin-1."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"]
    kids = []
    for text in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects) + 2} 0 R"
                       "/Resources<</Font<</F 3 0 R>>>>>>")
        lines = "".join(f"BT /F 12 Tf 72 {760 - 18 * i} Td ({line}) Tj ET\n"
                        for i, line in enumerate(text.split("\n")))
        objects.append(f"<</Length {len(lines)}>>stream\n{lines}\nendstream")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    out = "%PDF-1.4\n"
    table = ""
    for number, body in enumerate(objects, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj{body}\nendobj\n"
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF\n"
    return out.encode("latin-1")


def memo(number):
    """A small memo, different for each number."""
    return pdf(f"MUISTIO\nKylätalotoimikunnan kokous {number}\nAika 12.3.20{10 + number % 15}\n"
               f"Läsnä: Aino Esimerkki, Eino Malli\nPäätettiin hankkia {number} tuolia.")


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="muistio-faults-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.memos = self.folder / "memos"
        self.memos.mkdir()

    def put(self, name, content):
        path = self.memos / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def mock(self, name, how):
        return self.put(name, f"%MOCK {how}")

    def as_user(self, number, program):
        """What stands before a command so that it runs as that user; nothing where we are no root."""
        if os.getuid() != 0:
            return []
        before = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups"]
        if subprocess.run([*before, "test", "-x", program]).returncode != 0:
            self.skipTest(f"other users cannot enter the folder of {program}")
        return before

    def run_program(self, *arguments, program=MOCK, timeout=240, **options):
        return subprocess.run([program, *map(str, arguments)], cwd=self.folder,
                              capture_output=True, timeout=timeout, **options)

    def extract(self, *arguments, **options):
        """Exit code, records in order, lines on stderr."""
        done = self.run_program("extract", *arguments, **options)
        records = [json.loads(line) for line in done.stdout.splitlines()]
        return done.returncode, records, done.stderr.decode().splitlines()


def main():
    unittest.main(argv=sys.argv[:1] + ["-v"] + sys.argv[1:])
