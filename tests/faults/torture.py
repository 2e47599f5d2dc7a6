#!/usr/bin/env python3
"""PDFs that are out to hurt whoever reads them: bombs, loops, depth, floods, lies.

    torture.py FOLDER [--long]     writes them all; --long: those that take minutes too

Each is made by one function below, which says in `may` how it may end. None may end a load.
"""
import argparse
import hashlib
import pathlib
import sys
import zlib

READ = {"ok", "partial", "no_text"}
STOPPED = {"timeout", "memory", "crash"}
REFUSED = {"broken", "not_pdf", "locked", "too_big"}

TORTURES = []


def torture(*may, long=False):
    def register(function):
        TORTURES.append((function.__name__ + ".pdf", function, set().union(*may), long))
        return function
    return register


def document(objects, trailer="/Root 1 0 R"):
    """A PDF of numbered objects, texts or bytes, with a right table of contents."""
    out = bytearray(b"%PDF-1.5\n")
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + (body if isinstance(body, bytes) else body.encode("latin-1")) + b"\nendobj\n"
    start = len(out)
    size = max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for number in range(size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += f"trailer<</Size {size} {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream(data, extra=""):
    data = data if isinstance(data, bytes) else data.encode("latin-1")
    return f"<</Length {len(data)} {extra}>>\nstream\n".encode() + data + b"\nendstream"


def squeezed(piece, times):
    """The piece repeated so often, compressed without ever being whole in memory."""
    packer = zlib.compressobj(6)
    some = piece * max(1, (1 << 20) // len(piece))
    count = times // (len(some) // len(piece))
    return b"".join(packer.compress(some) for _ in range(count)) + packer.flush()


FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def page(content, extra="", box="0 0 595 842", objects=None):
    """One page with this content stream (a whole stream object or text)."""
    content = content if isinstance(content, bytes) and content.startswith(b"<<") else stream(content)
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                     3: f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R{extra}"
                        f"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>",
                     4: content, 5: FONT, **(objects or {})})


def words(*lines):
    return "".join(f"BT /F 12 Tf 72 {780 - 18 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines))


GOOD = words("MUISTIO", "Kokous pidettiin", "Paatettiin jatkaa")


# Bombs.

@torture(READ, STOPPED, REFUSED)
def bomb_spaces():
    return page(stream(squeezed(b" ", 1 << 28), "/Filter/FlateDecode"))


@torture(READ, STOPPED, REFUSED)
def bomb_letters():
    return page(stream(squeezed(b"BT /F 1 Tf 10 10 Td (a) Tj ET ", 6_000_000), "/Filter/FlateDecode"))


@torture(READ, STOPPED, REFUSED)
def bomb_in_bomb():
    inner = squeezed(b"\0", 1 << 28)
    return page(stream(zlib.compress(zlib.compress(inner)), "/Filter[/FlateDecode/FlateDecode/FlateDecode]"))


@torture(READ, STOPPED, REFUSED)
def bomb_image():
    pixels = squeezed(b"\xff", 60000 * 60000 // 8)
    return page("q 595 0 0 842 0 0 cm /X Do Q", objects={
        6: stream(pixels, "/Type/XObject/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1"
                          "/ColorSpace/DeviceGray/Filter/FlateDecode")})


@torture(READ, STOPPED, REFUSED)
def billion_laughs():
    objects = {}
    for number in range(6, 18):
        calls = f"/Y Do " * 10 if number < 17 else "BT /F 9 Tf (ha) Tj ET"
        objects[number] = stream(calls, f"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>"
                                        f"/XObject<</Y {number + 1} 0 R>>>>")
    return page("/X Do", objects=objects)


@torture(READ, STOPPED, REFUSED)
def form_that_calls_itself():
    return page(GOOD + "/X Do", objects={6: stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
                                                            "/Resources<</XObject<</X 6 0 R>>>>")})


# Size.

@torture(READ, {"broken"})
def huge_page_without_text():
    return page("", box="0 0 2000000 2000000")


@torture(READ, STOPPED, {"broken"})
def wide_page_without_text():
    return page("0 0 m 14000 14000 l S", box="0 0 14400 14400")


@torture(READ, STOPPED)
def user_unit():
    return page(GOOD, extra="/UserUnit 75000")


@torture(READ, STOPPED)
def many_words_on_a_page():
    spots = "".join(f"BT /F 4 Tf {i * 7919 % 590} {i * 104729 % 840} Td (sana{i}) Tj ET\n" for i in range(60_000))
    return page(stream(zlib.compress(spots.encode()), "/Filter/FlateDecode"))


@torture(READ, STOPPED)
def many_words_in_one_place():
    spots = "".join(f"BT /F 9 Tf 100 100 Td (sana{i}) Tj ET\n" for i in range(60_000))
    return page(stream(zlib.compress(spots.encode()), "/Filter/FlateDecode"))


@torture(READ, STOPPED)
def one_long_word():
    return page(f"BT /F 1 Tf 0.0001 Tz 10 10 Td ({'kokous' * 700_000}) Tj ET")


@torture(READ, STOPPED)
def letters_that_become_novels():
    novel = "".join(f"{ord('a') + i % 26:04x}" for i in range(2000))
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
            f"endcodespacerange 1 beginbfchar <61> <{novel}> endbfchar endcmap end end")
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                     3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                     4: stream(f"BT /F 1 Tf 10 10 Td ({'a ' * 30_000}) Tj ET"),
                     5: "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>", 7: stream(cmap)})


def many_pages(count):
    kids = " ".join(f"{number} 0 R" for number in range(10, 10 + count))
    objects = {1: "<</Type/Catalog/Pages 2 0 R>>", 2: f"<</Type/Pages/Kids[{kids}]/Count {count}>>",
               4: stream(words("Sivu")), 5: FONT}
    for number in range(10, 10 + count):
        objects[number] = ("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                           "/Resources<</Font<</F 5 0 R>>>>>>")
    return document(objects)


@torture(READ, STOPPED)
def pages_3_000():
    return many_pages(3_000)


@torture(READ, STOPPED, long=True)
def pages_100_000():
    return many_pages(100_000)


@torture(READ, STOPPED)
def scan_of_noise():
    noise = hashlib.shake_256(b"noise").digest(2480 * 3508 // 8)
    return page("q 595 0 0 842 0 0 cm /X Do Q", objects={
        6: stream(noise, "/Type/XObject/Subtype/Image/Width 2480/Height 3508/BitsPerComponent 1"
                         "/ColorSpace/DeviceGray")})


# Depth.

@torture(READ, STOPPED)
def deep_graphics_states():
    return page(stream(zlib.compress(b"q " * 1_000_000 + GOOD.encode()), "/Filter/FlateDecode"))


@torture(READ, STOPPED)
def deep_arrays_in_content():
    return page(stream(zlib.compress(b"[" * 500_000 + GOOD.encode()), "/Filter/FlateDecode"))


@torture(READ, STOPPED, REFUSED)
def deep_arrays_in_objects():
    return page(GOOD, extra=f"/Deep {'[' * 200_000}{']' * 200_000}")


@torture(READ, STOPPED, REFUSED)
def deep_dictionaries():
    return page(GOOD, extra=f"/Deep {'<</D ' * 100_000}0{'>>' * 100_000}")


@torture(READ, STOPPED, REFUSED)
def deep_page_tree():
    depth = 20_000
    objects = {1: "<</Type/Catalog/Pages 10 0 R>>", 4: stream(GOOD), 5: FONT}
    for number in range(10, 10 + depth):
        objects[number] = f"<</Type/Pages/Count 1/Kids[{number + 1} 0 R]/Parent {max(number - 1, 10)} 0 R>>"
    objects[10 + depth] = (f"<</Type/Page/Parent {9 + depth} 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                           "/Resources<</Font<</F 5 0 R>>>>>>")
    return document(objects)


# Loops and lies.

@torture(READ, STOPPED, REFUSED)
def page_tree_in_a_circle():
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R]/Count 5/Parent 3 0 R>>",
                     3: "<</Type/Pages/Kids[2 0 R]/Count 5/Parent 2 0 R>>"})


@torture(READ, STOPPED, REFUSED)
def count_of_two_billion():
    return page(GOOD).replace(b"/Count 1", b"/Count 2147483647")


@torture(READ, REFUSED)
def count_below_zero():
    return page(GOOD).replace(b"/Count 1", b"/Count -1")


@torture(REFUSED)
def no_pages():
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[]/Count 0>>"})


@torture({"partial"})
def a_page_that_is_null():
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: "<</Type/Pages/Kids[3 0 R 9 0 R 3 0 R]/Count 3>>",
                     3: "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
                     4: stream(GOOD), 5: FONT})


@torture(READ, STOPPED, REFUSED)
def length_that_is_itself():
    return page(stream(GOOD).replace(b"/Length %d" % len(GOOD), b"/Length 4 0 R"))


@torture(READ, STOPPED, REFUSED)
def tables_in_a_circle():
    whole = page(GOOD)
    return whole.replace(b"trailer<<", b"trailer<</Prev %d " % whole.rindex(b"xref\n0"))


@torture(READ, STOPPED, REFUSED)
def table_of_two_billion():
    return page(GOOD).replace(b"xref\n0 6", b"xref\n0 2147483647")


@torture(READ, STOPPED, REFUSED)
def object_streams_in_a_circle():
    return document({1: "<</Type/Catalog/Pages 2 0 R>>", 2: stream("2 0 <<>>", "/Type/ObjStm/N 1/First 4/Extends 2 0 R")})


# Damage.

@torture(READ)
def garbage_before():
    return b"\0garbage\n" * 50 + page(GOOD)


@torture(READ)
def garbage_after():
    return page(GOOD) + b"\0garbage\n" * 5000


@torture(READ, REFUSED)
def first_half():
    whole = page(GOOD)
    return whole[:len(whole) // 2]


@torture(READ)
def no_table():
    whole = page(GOOD)
    return whole[:whole.rindex(b"xref\n0")] + b"trailer<</Root 1 0 R>>\n%%EOF\n"


@torture(REFUSED)
def empty():
    return b""


@torture(REFUSED)
def fifty_megabytes_of_nothing():
    return bytes(50 << 20)


@torture(REFUSED, READ, STOPPED)
def header_and_noise():
    noise = zlib.compress(bytes(range(256)) * 4000) * 40
    return b"%PDF-1.7\n" + noise


@torture(READ, STOPPED)
def flood_of_errors():
    return page(stream(zlib.compress(b"( ) zz [ ] yy /F 0 xx 1 0 R ww >> " * 300_000), "/Filter/FlateDecode"))


# What must not happen: nothing is run, fetched or written.

@torture(READ)
def actions_of_every_kind():
    actions = ("/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1/'\\))/Next[<</S/Launch/F(/bin/sh)>>"
               "<</S/URI/URI(http://127.0.0.1/)>><</S/SubmitForm/F(http://127.0.0.1/)>>]>>"
               "/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(while\\(true\\);)>>]>>>>")
    return page(GOOD).replace(b"/Type/Catalog", b"/Type/Catalog" + actions.encode())


@torture(READ)
def remote_stream():
    return page(stream(GOOD, "/F(/etc/passwd)/FFilter/FlateDecode"))


@torture(READ)
def marks_and_controls():
    return page(words("<script>alert\\(1\\)</script>", "a\\000b\\033[31mc\\177", "\\200\\201\\235"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--long", action="store_true")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    for name, make, _, long in TORTURES:
        if arguments.long or not long:
            (arguments.folder / name).write_bytes(make())


if __name__ == "__main__":
    sys.exit(main())
