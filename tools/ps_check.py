"""PowerShell 5.1 syntax by tree-sitter-powershell. Usage: ps_check.py FILE...

Prints file:line:column: message for each fault; exits with 1 when there was one. A script that is text inside the
script, Invoke-OwnStep ... -Text @'...'@, is checked as well.

The grammar stumbles over things that are right; MASKS replaces them before the parse, character for character, so that
places stay what they are. It also lets faults pass; RULES and the walk in faults() add those that user data meets.
"""
import re
import sys

import tree_sitter_powershell
from tree_sitter import Language, Parser

PARSER = Parser(Language(tree_sitter_powershell.language()))

MASKS = [
    # -Base64ClusterCA: a digit in the name of a parameter
    (r"(?<=\s)-[A-Za-z]+\d\w*", lambda m: re.sub(r"\d", "x", m.group())),
    # --flag=value of a native command
    (r"(?<=\s)--?[A-Za-z][\w.-]*=(?=\S)", lambda m: m.group()[:-1] + " "),
    # -Name a, b: a list of bare words
    (r"(?<=[ \t])[A-Za-z][\w.*:\\-]*,(?=[ \t]*[A-Za-z])", lambda m: m.group()[:-1] + " "),
    # $var\path as a bare argument
    (
        r"\$(?:\w+(?::\w+)?|\{[^}\n]+\}|\([^()\n]*\))(?:\.\w+)*((?:[\\/]+[\w.*+%-]+)+)",
        lambda m: m.group()[: m.start(1) - m.start()] + re.sub(r"\W", "x", m.group(1)),
    ),
    # 1GB
    (r"(?<=\d)(?:[KMGTP]B)\b", lambda m: "00"),
    # an empty here-string
    (r"@(\"|')(\r?\n)(?=\1@)", lambda m: m.group(1) + " " * len(m.group(2))),
]

RULES = [
    (
        r'"[^"\n]*(?<!`)\$(?!(?:env|global|script|local|private|using|function|variable):)[A-Za-z_]\w*:(?![\w:\\])',
        "a variable before a colon in a string needs braces, ${name}",
    ),
]

INNER_SCRIPT = re.compile(r"Invoke-OwnStep [^\n]* -Text @'\n(.*?)\n'@$", re.S | re.M)


def faults(source):
    """(line, column, message) of every fault, outermost first, lines and columns from 1."""
    masked = source
    for pattern, mask in MASKS:
        masked = re.sub(pattern, mask, masked)
    todo = [PARSER.parse(masked.encode()).root_node]
    while todo:
        node = todo.pop()
        line, column = node.start_point[0] + 1, node.start_point[1] + 1
        if node.is_missing:
            yield line, column, f"{node.type} is missing"
        elif node.is_error:
            yield line, column, "does not parse: " + node.text.decode(errors="replace").partition("\n")[0][:60]
        elif node.type == "try_statement" and not any(
            child.type in ("catch_clauses", "finally_clause") for child in node.children
        ):
            yield line, column, "try without catch or finally"
        elif node.type in ("&&", "||"):
            yield line, column, f"{node.type} is not in PowerShell 5.1"
        else:
            todo.extend(reversed(node.children))
    for pattern, message in RULES:
        for match in re.finditer(pattern, source):
            yield source.count("\n", 0, match.start()) + 1, match.start() - source.rfind("\n", 0, match.start()), message


def main(paths):
    faulty = False
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            source = file.read()
        found = list(faults(source))
        for inner in INNER_SCRIPT.finditer(source):
            above = source.count("\n", 0, inner.start(1))
            found += [(above + line, column, message) for line, column, message in faults(inner.group(1))]
        for line, column, message in sorted(found):
            print(f"{path}:{line}:{column}: {message}")
        faulty = faulty or bool(found)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
