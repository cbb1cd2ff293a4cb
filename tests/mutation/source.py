"""The mutants of a C++ source, and the source with each of them behind a switch of mutant.h."""

import re

from tokens import left_of, negated, right_of, statements_of, tokens_of

SWITCH = "::till::mutation::"
# Each operator: what it becomes, and the function of mutant.h that computes either.
OPERATORS = {"<": ("<=", "less"), "<=": ("<", "lessOrEqual"), ">": (">=", "greater"), ">=": (">", "greaterOrEqual"),
             "==": ("!=", "equal"), "!=": ("==", "unequal"), "+": ("-", "plus"), "-": ("+", "minus")}
LOGIC = {"&&": "||", "||": "&&"}
CONSTANT = re.compile(r"\bconstexpr (?P<type>std::size_t|std::u?int(?:8|16|32|64)_t|int|unsigned) (?P<name>k\w+) = "
                      r"(?P<value>[^;{}\"]+);")
# Assertions about our own code never fail, and memory that is not made ready in advance is made when it is needed.
UNNOTICED = ("ensure", "static_assert", "assert")
RESERVE = re.compile(r"(\.|->)reserve\([^;]*\);$")


class Mutant:
    """One change. `forms` are ways to switch it, best first; each is a list of edits (begin, end, text, width)."""

    def __init__(self, path, code, at, change, forms, span):
        begin = code.rfind("\n", 0, at) + 1
        self.path, self.at, self.change, self.forms, self.form = path, at, change, forms, 0
        self.number, self.name = None, None
        self.line = code.count("\n", 0, at) + 1
        self.lines = (code.count("\n", 0, span[0]) + 1, code.count("\n", 0, span[1]) + 1)
        self.text = code[begin:code.find("\n", at)].strip()
        self.nth = 1

    def key(self):
        return self.path, self.text, self.change, self.nth

    def is_switched(self):
        return self.form < len(self.forms)


def around(begin, end, before, after):
    return [(begin, begin, before, end - begin), (end, end, after, begin - end)]


def mutants_of(path, code):
    tokens = tokens_of(code)
    found = []

    def add(at, change, begin, end, *forms):
        found.append(Mutant(path, code, at, change, forms, (begin, end)))
        return found[-1]

    skipped = [(token.start, tokens[tokens[at + 1].mate].end) for at, token in enumerate(tokens[:-1])
               if token.text in UNNOTICED and tokens[at + 1].text == "("]
    for at, token in enumerate(tokens):
        if token.binary and (token.text in OPERATORS or token.text in LOGIC):
            left, right = left_of(tokens, at), right_of(tokens, at)
            if left == at or right == at or '"' in tokens[at - 1].text + tokens[at + 1].text and token.text in "+-":
                continue
            begin, end = tokens[left].start, tokens[right].end
            if token.text in LOGIC:
                add(token.start, f"{token.text} -> {LOGIC[token.text]}", begin, end,
                    around(begin, end, f"({SWITCH}on(#) != ({SWITCH}side<#>(", ")))") +
                    [(token.start, token.end, f") {token.text} {SWITCH}side<#>(", 0)])
            else:
                changed, name = OPERATORS[token.text]
                add(token.start, f"{token.text} -> {changed}", begin, end,
                    around(begin, end, f"{SWITCH}{name}<#>({SWITCH}Two{{", "})") + [(token.start, token.end, ",", 0)])
        elif token.text in ("+=", "-="):
            end = tokens[right_of_assignment(tokens, at)].end
            add(token.start, f"{token.text} -> {'-=' if token.text == '+=' else '+='}", token.start, end,
                around(tokens[at + 1].start, end, f"{SWITCH}sign<#>(", ")"))
        elif token.text == "!" and not token.binary:
            end = tokens[negated(tokens, at)].end
            add(token.start, "! dropped", token.start, end, around(token.start, end, f"({SWITCH}on(#) != ", ")"))
        elif token.text in ("true", "false") and tokens[at - 1].text == "return" and tokens[at + 1].text == ";":
            other = "false" if token.text == "true" else "true"
            add(token.start, f"return {token.text} -> {other}", token.start, token.end,
                [(token.start, token.end, ("!" if token.text == "true" else "") + f"{SWITCH}on(#)", 0)])
        elif token.text in ("min", "max") and [each.text for each in tokens[at - 2:at]] == ["std", "::"] and \
                tokens[at + 1].text == "(":
            name, other = ("least", "max") if token.text == "min" else ("most", "min")
            add(token.start, f"{token.text} -> {other}", tokens[at - 2].start, token.end,
                [(tokens[at - 2].start, token.end, f"{SWITCH}{name}<#>", 0)])
    for first, semicolon in statements_of(tokens):
        begin, end = tokens[first].start, tokens[semicolon].end
        if not RESERVE.search(code[begin:end]):
            add(begin, "statement dropped", begin, end, around(begin, end, f"{{ if (!{SWITCH}on(#)) ", " }"))
    for match in CONSTANT.finditer(code):
        kind, value = match["type"], (match.start("value"), match.end("value"))
        wrapped = [(match.start("type"), match.end("type"), f"{SWITCH}Constant<#, {kind}>", 0),
                   (match.end("name"), value[0], "{", 0), (value[1], value[1] + 1, "};", 0)]
        computed = [(match.start(), match.start("type"), "const ", 0),
                    *around(*value, f"static_cast<{kind}>((", f") + {SWITCH}reach(#))")]
        add(match.start(), f"{match['name']} + 1", match.start(), match.end(), wrapped, computed).name = match["name"]
    found = sorted((each for each in found if not any(a <= each.at < b for a, b in skipped)), key=lambda each: each.at)
    count = {}
    for mutant in found:
        same = (mutant.text, mutant.change)
        mutant.nth = count[same] = count.get(same, 0) + 1
    return found


def right_of_assignment(tokens, at):
    last = at + 1
    while tokens[last + 1].text not in (";", ",", ")"):
        last = tokens[last + 1].mate if (tokens[last + 1].mate or 0) > last + 1 else last + 1
    return last


def switched(path, code, mutants):
    """The source with all its mutants in it; lines keep their numbers. As a system header it has no warnings."""
    edits = [(begin, end, text.replace("#", str(each.number)), width)
             for each in mutants if each.is_switched() for begin, end, text, width in each.forms[each.form]]
    # At one place what ends (narrow first) comes before what begins (wide first).
    places = sorted(range(len(edits)), key=lambda at: (edits[at][0], edits[at][3] >= 0, -edits[at][3],
                                                       at if edits[at][3] >= 0 else -at))
    out, at = [], 0
    for begin, end, text, _ in (edits[place] for place in places):
        out += [code[at:begin], text]
        at = max(at, end)
    return f'#pragma GCC system_header\n#line 1 "{path}"\n' + "".join(out) + code[at:]
