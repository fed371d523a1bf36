#!/usr/bin/env python3
"""Runs every command that the documentation shows and compares its standard output with what is shown; follows its links.

usage: check_docs.py FILE...      from the repository's root; ends with "N passed, N failed"

A console block is checked: each line "$ command" is run by bash, and the lines behind it, up to the next command or the
end of the block, are what it must print. A command that fails must be shown with "[exit N]" as its last line; then what
it says on standard error counts too. A block "console pwsh" is skipped, saying so, where PowerShell is missing.

Commands of mullion in indented blocks stand for the reader's own project and are not run; their words and options are
tried with --help behind them. Commands of other programs there are listed by --others and not tried.

A link to a file has to lead to one, with a # to a heading of it, and one to elsewhere has to be a whole https address,
which nobody asks for.
"""
import difflib
import html
import os
import re
import shutil
import subprocess
import sys
import urllib.parse

BLOCK = re.compile(r"^```console( pwsh)?\n(.*?)^```$", re.S | re.M)

FENCED = re.compile(r"^(```|~~~).*?^\1$", re.S | re.M)
INDENTED = re.compile(r"^    (?! )(.*)$", re.M)
PROGRAM = re.compile(r"(?:\./)?mullion (?=[a-z-])")
OTHER = re.compile(r"(?:mvn|pulumi|git|cd|eval|unzip|docker|aws|python3|curl|brew|scoop) ")
CODE = re.compile(r"`+[^`\n]*`+")
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+\"[^\"]*\")?\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)", re.M)
ATTRIBUTE = re.compile(r"<(?:a|img)\b[^>]*?\b(?:href|src)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.M)
ANCHOR = re.compile(r"<a\b[^>]*?\b(?:id|name)=\"([^\"]+)\"")


def without(pattern, text):
    """The text with what matches blanked out, so that all else keeps its line."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


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


def indented(text):
    """(line number, command) of each line of an indented block."""
    plain = without(FENCED, text)
    for found in INDENTED.finditer(plain):
        yield plain.count("\n", 0, found.start()) + 1, found.group(1)


def usage(command):
    """What mullion has against the words and options of a command; nothing where it knows them all."""
    first = re.split(r"\s+(?:&&|\|\||[|>#])", command)[0]
    done = subprocess.run(
        ["bash", "-c", PROGRAM.sub("./mullion ", first, count=1) + " --help"],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    return "" if done.returncode == 0 else done.stderr


def anchors(text):
    """What # may name in a file: its headings as GitHub spells them, and its own anchors."""
    plain = without(FENCED, text)
    names = set(ANCHOR.findall(plain))
    for heading in HEADING.findall(plain):
        shown = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", html.unescape(re.sub(r"<[^>]*>", "", heading)))
        name = re.sub(r"[^\w\- ]", "", shown.lower().replace("`", "")).replace(" ", "-")
        number = 0
        while (name if not number else "%s-%d" % (name, number)) in names:
            number += 1
        names.add(name if not number else "%s-%d" % (name, number))
    return names


def broken(file, target):
    """What is wrong with a link of a file; nothing where it leads somewhere."""
    address = urllib.parse.urlsplit(target)
    if address.scheme or address.netloc:
        whole = address.scheme == "https" and re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", address.netloc)
        return "" if whole else "is no whole https address"
    path = os.path.normpath(os.path.join(os.path.dirname(file), urllib.parse.unquote(address.path)))
    if not address.path:
        path = file
    if path.startswith(".."):
        return "leads out of the repository"
    if not os.path.exists(path):
        return "leads to no file"
    if address.fragment and path.endswith(".md"):
        with open(path, encoding="utf-8") as text:
            if address.fragment not in anchors(text.read()):
                return "names no heading of %s" % path
    return ""


def links(text):
    """(line number, target) of each link."""
    plain = without(CODE, without(FENCED, text))
    for pattern in (LINK, REFERENCE, ATTRIBUTE):
        for found in pattern.finditer(plain):
            yield plain.count("\n", 0, found.start()) + 1, found.group(1)


def check(file, text):
    """(whether it holds, what to print else) of all that one file says."""
    for line, command, expected in cases(file, text):
        actual = output(command)
        difference = difflib.unified_diff(expected, actual, "shown", "printed", lineterm="")
        yield actual == expected, "%s:%d: $ %s\n%s" % (file, line, command, "\n".join(difference))
    for line, command in indented(text):
        if PROGRAM.match(command):
            said = usage(command)
            yield not said, "%s:%d: %s\n%s" % (file, line, command, said)
    for line, target in links(text):
        why = broken(file, target)
        yield not why, "%s:%d: the link %s %s" % (file, line, target, why)


def others(files):
    """Prints the commands of other programs, which are not tried."""
    for file in files:
        with open(file, encoding="utf-8") as text:
            for line, command in indented(text.read()):
                if OTHER.match(command):
                    print("%s:%d: %s" % (file, line, command))
    return 0


def main(files):
    passed = failed = 0
    for file in files:
        with open(file, encoding="utf-8") as text:
            for holds, otherwise in check(file, text.read()):
                passed += holds
                failed += not holds
                if not holds:
                    print(otherwise)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    arguments = sys.argv[1:]
    sys.exit(others(arguments[1:]) if arguments[:1] == ["--others"] else main(arguments))
