#!/usr/bin/env python3
"""Kernels that have no Landlock or no seccomp: what is missing is told, and nothing is read
with less protection than was promised."""
import ctypes
import errno
import json
import pathlib
import struct
import subprocess

from harness import MUISTIO, Faults, main, memo

SAMPLES = pathlib.Path(__file__).resolve().parent.parent / "memos"
SECCOMP, LANDLOCK_CREATE_RULESET = 317, 444  # On x86-64.


def without(call):
    """For preexec_fn: the kernel says that it has no such call, to this process and its children."""
    class Program(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]

    load_number, jump_if_equal, give = 0x20, 0x15, 0x06
    allow, refuse = 0x7fff0000, 0x00050000 | errno.ENOSYS
    code = b"".join(struct.pack("HBBI", *step) for step in [
        (load_number, 0, 0, 0), (jump_if_equal, 1, 0, call), (give, 0, 0, allow), (give, 0, 0, refuse)])

    def install():
        libc = ctypes.CDLL(None)
        held = ctypes.create_string_buffer(code, len(code))
        program = Program(len(code) // 8, ctypes.addressof(held))
        no_new_privileges, set_seccomp, filter_mode = 38, 22, 2
        if libc.prctl(no_new_privileges, 1, 0, 0, 0) or libc.prctl(set_seccomp, filter_mode, ctypes.byref(program), 0, 0):
            raise OSError("no filter can be set here")

    return install


class Kernel(Faults):
    def run_on(self, kernel, *arguments):
        try:
            return self.run_program(*arguments, program=MUISTIO, preexec_fn=kernel)
        except subprocess.SubprocessError:
            self.skipTest("no filter can be set here")

    def test_without_landlock_the_same_is_read_and_the_lack_is_told(self):
        doctor = self.run_on(without(LANDLOCK_CREATE_RULESET), "doctor")
        self.assertEqual(doctor.returncode, 3, doctor.stdout)
        self.assertRegex(doctor.stdout, b"weak +Landlock +this kernel has none")
        self.assertRegex(doctor.stdout, b"ok +worker +reads a known PDF inside the sandbox")
        read = []
        for kernel in None, without(LANDLOCK_CREATE_RULESET):
            done = self.run_on(kernel, "extract", *sorted(map(str, SAMPLES.glob("k*.pdf"))), "--no-ocr")
            warnings = [line for line in done.stderr.splitlines() if b"Landlock" in line]
            self.assertEqual(len(warnings), 1 if kernel else 0, done.stderr)
            read.append((done.returncode, done.stdout))
        self.assertTrue(read[0][1])
        self.assertEqual(*read)
        self.put("a.pdf", memo(1))
        done = self.run_on(without(LANDLOCK_CREATE_RULESET), "load", "memos", "--corpus", "c.db", "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["states"]), (0, {"ok": 1}))
        self.assertEqual((done.stderr.count(b"\n"), done.stderr.count(b"Landlock")), (1, 1), done.stderr)

    def test_without_seccomp_nothing_is_read_unless_asked(self):
        self.put("a.pdf", memo(1))
        doctor = self.run_on(without(SECCOMP), "doctor")
        self.assertEqual(doctor.returncode, 2, doctor.stdout)
        self.assertRegex(doctor.stdout, b"MISSING +seccomp")
        done = self.run_on(without(SECCOMP), "load", "memos", "--corpus", "c.db", "--json")
        self.assertEqual((done.returncode, done.stdout, done.stderr.count(b"\n")), (2, b"", 1), done.stderr)
        self.assertIn(b"--no-sandbox", done.stderr)
        done = self.run_on(without(SECCOMP), "load", "memos", "--corpus", "c.db", "--json", "--no-sandbox")
        self.assertEqual((done.returncode, json.loads(done.stdout)["states"]), (0, {"ok": 1}))


if __name__ == "__main__":
    main()
