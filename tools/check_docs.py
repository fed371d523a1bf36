#!/usr/bin/env python3
"""Runs every command that the documentation shows and compares its standard output with what is shown.

usage: check_docs.py FILE...      from the repository's root; ends with "N passed, N failed"

A console block is checked: each line "$ command" is run by bash, and the lines behind it, up to the next command or the
end of the block, are what it must print. A command that fails must be shown with "[exit N]" as its last line; then what
it says on standard error counts too. A block "console pwsh" is skipped, saying so, where PowerShell is missing.
"""
import difflib
import os
import re
import shutil
import subprocess
import sys

BLOCK = re.compile(r"^```console( pwsh)?\n(.*?)^```$", re.S | re.M)


def has_powershell():
    return shutil.which(os.environ.get("MULLION_PWSH", "pwsh")) is not None


def cases(file, text):
    """(line number, command, expected lines) of each command that the text shows."""
    for block in BLOCK.finditer(text):
        first = text.count("\n", 0, block.start()) + 2
        if block.group(1) and not has_powershell():
            print("%s:%d: skipped: needs PowerShell 7.4 or newer: pwsh on PATH, or its path in MULLION_PWSH" % (file, first))
            continue
        command = None
        for offset, line in enumerate(block.group(2).splitlines()):
            if line.startswith("$ "):
                if command:
                    yield command
                command = (first + offset, line[2:], [])
            elif command:
                command[2].append(line)
        if command:
            yield command


def output(command):
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        return (done.stdout + done.stderr).splitlines() + ["[exit %d]" % done.returncode]
    return done.stdout.splitlines()


def main(files):
    passed = failed = 0
    for file in files:
        with open(file, encoding="utf-8") as text:
            for line, command, expected in cases(file, text.read()):
                actual = output(command)
                if actual == expected:
                    passed += 1
                    continue
                failed += 1
                print("%s:%d: $ %s" % (file, line, command))
                print("\n".join(difflib.unified_diff(expected, actual, "shown", "printed", lineterm="")))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
