"""What a program wrote to the files of a folder, call by call, and what a disk may hold of it
when the power fails: all that was synced, and anything of what was not."""
import os
import re

from harness import STRACE

CALLS = "openat,pwrite64,ftruncate,fsync,fdatasync,unlink"
HEX = r'((?:\\x[0-9a-f]{2})*)'
FORMS = [("open", re.compile(rf'openat\(\S+, "{HEX}", (\S+)(?:, \d+)?\) = \d+')),
         ("write", re.compile(rf'pwrite64\(\d+<{HEX}>, "{HEX}", (\d+), (\d+)\) = (\d+)')),
         ("truncate", re.compile(rf"ftruncate\(\d+<{HEX}>, (\d+)\) = 0")),
         ("sync", re.compile(rf"f(?:data)?sync\(\d+<{HEX}>\) = 0")),
         ("unlink", re.compile(rf'unlink\("{HEX}"\) = 0'))]


def recording(log, command):
    """The command as strace runs it. Only the process itself is recorded, not its children."""
    return [*STRACE, "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log), *command]


def read_record(log, folder):
    """The calls on files of the folder, each as (call, name of the file, ...); '' is the folder."""
    steps = []
    with open(log, encoding="ascii") as file:
        lines = file.readlines()
    for line in lines:
        for call, form in FORMS:
            found = form.match(line)
            if not found:
                continue
            path = os.path.join(folder, os.fsdecode(bytes.fromhex(found[1].replace("\\x", ""))))
            if path != str(folder) and os.path.dirname(path) != str(folder):
                continue
            name = "" if path == str(folder) else os.path.basename(path)
            if call == "write":
                content = bytes.fromhex(found[2].replace("\\x", ""))[:int(found[5])]
                assert len(content) == int(found[5]), "strace has cut a write short"
                steps.append((call, name, content, int(found[4])))
            else:
                steps.append((call, name, *found.groups()[1:]))
    return steps


def apply(content, change):
    if change[0] == "truncate":
        size = change[1]
        del content[size:]
        content.extend(bytes(size - len(content)))
        return
    _, written, at = change
    content.extend(bytes(max(0, at - len(content))))
    content[at:at + len(written)] = written


class Disk:
    def __init__(self, honest=True):
        self.honest = honest  # A disk that is not says of every sync that it is done.
        self.names, self.kept_names = {}, {}
        self.pending_names = []  # (name, file or None)
        self.content, self.pending = {}, {}
        self.files = 0

    def do(self, step):
        call, name = step[:2]
        if call == "open" and "O_CREAT" in step[2] and name not in self.names:
            self.files += 1
            self.content[self.files], self.pending[self.files] = bytearray(), []
            self.names[name] = self.files
            self.pending_names.append((name, self.files))
        elif call == "unlink":
            self.names.pop(name, None)
            self.pending_names.append((name, None))
        elif call == "write":
            self.pending[self.names[name]].append(("write", step[2], step[3]))
        elif call == "truncate":
            self.pending[self.names[name]].append(("truncate", int(step[2])))
        elif call == "sync" and self.honest:
            self.sync(name)

    def sync(self, name):
        if name:
            file = self.names[name]
            for change in self.pending[file]:
                apply(self.content[file], change)
            self.pending[file] = []
            return
        for changed, file in self.pending_names:
            if file is None:
                self.kept_names.pop(changed, None)
            else:
                self.kept_names[changed] = file
        self.pending_names = []

    def after_power_loss(self, chance):
        """Name -> content of the files that are there when the power is back."""
        names = dict(self.kept_names)
        for name in {name for name, _ in self.pending_names}:
            changes = [file for changed, file in self.pending_names if changed == name]
            reached = chance.randint(0, len(changes))
            if reached and changes[reached - 1] is None:
                names.pop(name, None)
            elif reached:
                names[name] = changes[reached - 1]
        return {name: self.survivor(file, chance) for name, file in names.items()}

    def survivor(self, file, chance):
        content = bytearray(self.content[file])
        share = chance.choice([0, 0.1, 0.5, 0.9, 1])
        for change in self.pending[file]:
            if chance.random() >= share:
                continue
            if change[0] == "write" and chance.random() < 0.1:  # Torn: some of its sectors.
                sector = 512 * chance.randint(0, len(change[1]) // 512)
                change = ("write", change[1][:sector], change[2])
            apply(content, change)
        return bytes(content)
