#!/usr/bin/env python3
"""The house itself: who may know whom, one home per library, names, packages.

    house_test.py [ROOT]
"""
import pathlib
import re
import subprocess
import sys
import tomllib
import unittest

ROOT = pathlib.Path(sys.argv.pop() if len(sys.argv) > 1 else ".").resolve()

MAY_INCLUDE = {
    "corpus": {"corpus"},
    "extractors": {"corpus", "extractors"},
    "rules": {"corpus", "rules"},
    "pipeline": {"corpus", "extractors", "rules", "pipeline"},
}

# A library's headers -> the files that may include them.
HOMES = {
    r"^(poppler|PDFDoc\.h|Stream\.h|TextOutputDev\.h)": r"^extractors/pdf_file\w*\.cc$",
    r"^tesseract/": r"^extractors/ocr\w*\.(cc|h)$",
    r"^(leptonica/|allheaders)": r"^extractors/(ocr\w*|page_png)\.(cc|h)$",
    r"^re2/": r"^rules/rulebook\w*\.(cc|h)$",
    r"^toml\+\+": r"^rules/rulebook\w*\.cc$",
    r"^sqlite3\.h$": r"^corpus/database\w*\.cc$",
    r"^(libdeflate|zlib)\.h$": r"^corpus/compression\.cc$",
    r"^libvoikko/": r"^corpus/language\w*\.(cc|h)$",
    r"^unicode/": r"^corpus/(unicode|language)\w*\.(cc|h)$",
    r"^libstemmer\.h$": r"^corpus/language\w*\.(cc|h)$",
    r"^CLI/": r"^pipeline/arguments\w*\.cc$",
    r"^(linux/landlock|seccomp)": r"^pipeline/sandbox\w*\.cc$",
    r"^nlohmann/": r"\.cc$",
}

TOP = {
    "CMakeLists.txt", "CMakePresets.json", "README.md", "CHANGELOG.md", "LICENSE",
    "corpus", "extractors", "rules", "pipeline", "tests", "scripts", "cmake", "docs",
    ".ci", ".clang-format", ".clang-tidy", ".gitignore",
}

VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def tracked():
    out = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True)
    return [name for name in out.stdout.decode().split("\0") if name and (ROOT / name).exists()]


def sources():
    return [n for n in tracked() if n.endswith((".cc", ".h")) and n.split("/")[0] in MAY_INCLUDE]


def includes(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.M)


def shared_types(name):
    """The types that the file defines for all others: those of an unnamed namespace are its own."""
    text = (ROOT / name).read_text(encoding="utf-8")
    text = re.sub(r"^namespace \{$.*?^\}  // namespace$", "", text, flags=re.M | re.S)
    return re.findall(r"^(?:struct|class|enum(?: class)?) (\w+)(?: final)?(?: : [^;{]*)?\s*\{", text, re.M)


class House(unittest.TestCase):
    def test_every_word_list_and_piece_of_the_rules_is_used(self):
        code = "".join((ROOT / n).read_text(encoding="utf-8") for n in sources() if n.startswith("rules/"))
        named_in_code = set(re.findall(r'"([a-z_0-9]+)"', code))
        for language in ("fi", "sv"):
            files = {path: tomllib.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "rules" / language).glob("*.toml")}
            patterns = [rule["find"] for file in files.values() for rule in file.get("rule", [])]
            patterns += [piece for file in files.values() for piece in file.get("pieces", {}).values()]
            used = {name for pattern in patterns for name in re.findall(r"\{(?:lemma:)?([a-z_0-9]+)", pattern)}
            for path, file in files.items():
                for part, users in [("words", used | named_in_code), ("pieces", used)]:
                    for name in file.get(part, {}):
                        with self.subTest(file=path.name, name=name):
                            self.assertTrue(name in users, f"{language}/{path.name}: nothing uses the {part} {name}")

    def test_words_of_the_rules_stand_in_their_files(self):
        for name in sources():
            if not name.startswith("rules/") or re.match(r"rules/rulebook\w*\.", name):
                continue
            text = re.sub(r"//.*", "", (ROOT / name).read_text(encoding="utf-8"))
            for words in re.findall(r'"([^"\n]*)"', text):
                for word in re.findall(r"[a-zåäö]{5,}", words):  # Endings are shorter.
                    with self.subTest(file=name, word=word):
                        self.assertNotRegex(word, "[åäö]")

    def test_each_folder_includes_only_what_it_may_know(self):
        wrong = []
        for name in sources():
            folder = name.split("/")[0]
            for include in includes(name):
                other = include.split("/")[0]
                if other in MAY_INCLUDE and other not in MAY_INCLUDE[folder]:
                    wrong.append(f"{name} includes {include}")
        self.assertEqual(wrong, [])

    def test_no_two_files_define_types_of_one_name(self):
        # The linker would keep one destructor for both, and only an optimised build would tell.
        homes = {}
        for name in sources():
            for defined in shared_types(name):
                homes.setdefault(defined, []).append(name)
        self.assertGreater(len(homes), 200)
        self.assertEqual({one: where for one, where in homes.items() if len(where) > 1}, {})

    def test_each_library_has_one_home(self):
        wrong = []
        for name in sources():
            for include in includes(name):
                for library, home in HOMES.items():
                    if re.search(library, include) and not re.search(home, name):
                        wrong.append(f"{name} includes {include}")
        self.assertEqual(wrong, [])

    def test_no_function_is_called_quoted(self):
        # <iomanip>, which other headers may bring in, has one that strings find by themselves.
        for name in sources():
            with self.subTest(name):
                self.assertNotRegex((ROOT / name).read_text(), r"(?<!:)\bquoted\(")

    def test_constants_are_named_like_variables(self):
        for name in sources():
            with self.subTest(name):
                self.assertNotRegex((ROOT / name).read_text(), r"constexpr [^;=({]*\bk[A-Z]")

    def test_the_top_level_is_what_the_plan_names(self):
        self.assertEqual(sorted({n.split("/")[0] for n in tracked()} - TOP), [])

    def test_no_file_has_a_name_without_a_promise(self):
        stems = {n for n in tracked() if pathlib.PurePath(n).stem.lower() in VAGUE}
        self.assertEqual(sorted(stems), [])

    def test_headers_are_guarded_and_say_what_they_are_for(self):
        wrong = []
        for name in sources():
            if not name.endswith(".h"):
                continue
            text = (ROOT / name).read_text(encoding="utf-8")
            if not text.startswith("//"):
                wrong.append(f"{name} does not open with what it is for")
            if "#pragma once" not in text:
                wrong.append(f"{name} has no #pragma once")
        self.assertEqual(wrong, [])

    def test_each_folder_has_a_short_readme(self):
        for folder in ["corpus", "extractors", "rules", "pipeline", "tests", "scripts"]:
            with self.subTest(folder):
                self.assertTrue((ROOT / folder / "README.md").is_file())

    def test_scripts_can_be_run(self):
        for name in tracked():
            text = (ROOT / name).read_bytes()[:2]
            if text == b"#!":
                with self.subTest(name):
                    self.assertTrue((ROOT / name).stat().st_mode & 0o111)

    def test_packages_are_sorted_and_explained(self):
        lines = [l for l in (ROOT / "scripts/packages").read_text().splitlines() if not l.startswith("#")]
        self.assertEqual(lines, sorted(lines))
        for line in lines:
            with self.subTest(line):
                self.assertRegex(line, r"^\S+ +\S.*$")

    def test_bootstrap_takes_packages_of_tests_only_when_asked(self):
        def listed(*arguments):
            return subprocess.run([ROOT / "scripts/bootstrap", *arguments, "--list"],
                                  check=True, capture_output=True, text=True).stdout.split()
        lines = [line.split() for line in (ROOT / "scripts/packages").read_text().splitlines()
                 if line and not line.startswith("#")]
        self.assertEqual(listed(), [line[0] for line in lines])
        self.assertEqual(listed("--no-test"), [line[0] for line in lines if line[1] != "test:"])

    def test_every_warning_and_state_is_documented(self):
        code = "".join((ROOT / n).read_text(encoding="utf-8") for n in sources())
        codes = re.findall(r'issues_?\.push_back\(\s*\{"(\w+)"', code)
        states = re.findall(r'StateRow\{FileState::\w+, "(\w+)", "[^"]+",\s+true', code)
        self.assertGreater(len(codes), 10)
        self.assertGreater(len(states), 8)
        page = (ROOT / "docs/record.md").read_text(encoding="utf-8")
        self.assertEqual([name for name in codes + states if f"`{name}`" not in page], [])

    def test_schema_text_is_the_published_contract(self):
        self.assertIn('"muistio-record/1"', (ROOT / "corpus/record.schema.json").read_text())


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=1)
