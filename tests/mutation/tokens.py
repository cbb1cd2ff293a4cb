"""C++ cut into words and signs, as far as finding operators, their operands and statements needs.

No parser of C++: the sources are formatted by clang-format, so an operator between two operands has white space on both
sides and the `<` of a template has not. What goes wrong anyway does not compile, and schema.py takes that mutant out.
"""

import re

TOKEN = re.compile(r"""
    (?P<space>\s+|//[^\n]*|/\*.*?\*/|^\#(?:[^\n\\]|\\.)*)
  | (?P<text>(?:u8|[uUL])?R"\(.*?\)"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+')
  | (?P<word>[A-Za-z_]\w*|\d(?:[\w.]|'(?=\w))*)
  | (?P<sign><=>|<<=|->\*|\.\.\.|::|->|\+\+|--|&&|\|\||[<>=!+\-*/%&|^]=|<<|(?<=\s)>>(?=\s)|.)""", re.X | re.S | re.M)
PRECEDENCE = {"*": 12, "/": 12, "%": 12, "+": 11, "-": 11, "<<": 10, ">>": 10, "<=>": 9, "<": 8, "<=": 8, ">": 8, ">=": 8,
              "==": 7, "!=": 7, "&": 6, "^": 5, "|": 4, "&&": 3, "||": 2}
ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<="}
BOUNDARIES = {";", ",", "?", ":", "return", "throw", "case"} | ASSIGNMENTS
# A statement that begins so declares, or goes somewhere.
NO_CALL = set("return break continue throw goto using typedef static_assert const constexpr auto friend template class struct "
              "enum union namespace static inline explicit virtual extern try catch delete ensure ~ [".split())


class Token:
    """`mate` is the place of the other bracket; `binary` says that it stands between two operands."""

    def __init__(self, match):
        self.text, self.start, self.end, self.kind = match[0], match.start(), match.end(), match.lastgroup
        self.spaced = self.binary = False
        self.mate = None


def tokens_of(code):
    found, after = [], {}
    space = True
    for match in TOKEN.finditer(code):
        if match.lastgroup == "space":
            space = True
            continue
        token = Token(match)
        token.spaced, space = space, False
        after[len(found) - 1] = token.spaced
        found.append(token)
    opened, angles = [], []
    for at, token in enumerate(found):
        both = token.spaced and after.get(at, True)
        if token.kind != "sign":
            continue
        if token.text in "([{":
            opened.append(at)
        elif token.text in ")]}":
            token.mate = opened.pop()
            found[token.mate].mate = at
            angles = [each for each in angles if each < token.mate]
        elif token.text == "<" and not both and found[at - 1].kind == "word":
            angles.append(at)
        elif token.text == ">" and not token.spaced and angles and (not opened or angles[-1] > opened[-1]):
            token.mate = angles.pop()
            found[token.mate].mate = at
        elif token.text in PRECEDENCE and both:
            token.binary = True
    return found


def left_of(tokens, at):
    """The first token of the left operand of the operator at `at`."""
    rank, first = PRECEDENCE[tokens[at].text], at
    while first > 0:
        token = tokens[first - 1]
        if token.mate is not None and token.mate < first - 1:
            if token.text == "}" and not (tokens[first].text in (".", "->") or tokens[first].binary):
                break
            first = token.mate
        elif token.text in BOUNDARIES or token.mate is not None or token.binary and PRECEDENCE[token.text] < rank:
            break
        else:
            first -= 1
    return first


def right_of(tokens, at):
    """The last token of its right operand."""
    rank, last = PRECEDENCE[tokens[at].text], at
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.text == "{" and token.spaced and tokens[last].text not in (")", "]"):
            break
        if token.mate is not None and token.mate > last + 1:
            last = token.mate
        elif token.text in BOUNDARIES or token.mate is not None or token.binary and PRECEDENCE[token.text] <= rank:
            break
        else:
            last += 1
    return last


def negated(tokens, at):
    """The last token of what the `!` at `at` turns round."""
    last = at + 1
    while tokens[last].text in ("!", "*", "-"):
        last += 1
    last = tokens[last].mate or last
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.text in (".", "->", "::"):
            last += 2
        elif token.text in ("(", "[", "{", "<") and token.mate and not token.spaced:
            last = token.mate
        else:
            break
    return last


def statements_of(tokens):
    """(first, semicolon) of each statement in a function that calls or assigns."""
    start, parens, outer, heads, body = 0, 0, [], set(), False
    for at, token in enumerate(tokens):
        if token.text == "{":
            words = {each.text for each in tokens[start:at]}
            outer.append((start, parens, body))
            body = "(" in words or not words & {"class", "struct", "enum", "union", "namespace"}
            start, parens = at + 1, 0
        elif token.text == "}":
            start, parens, body = outer.pop()
            after = tokens[at + 1] if at + 1 < len(tokens) else None
            if parens == 0 and not (after and (after.text in (";", ",", ".", "->", "(", "[") or after.binary)):
                start = at + 1
        elif token.text in ("(", ")"):
            parens += 1 if token.text == "(" else -1
            if at in heads:
                start = at + 1
        elif parens > 0:
            continue
        elif token.text == ";":
            if body and is_call(tokens, start, at):
                yield start, at
            start = at + 1
        elif at == start and token.text in ("else", "do"):
            start = at + 1
        elif at == start and token.text in ("if", "while", "for", "switch"):
            heads.add(tokens[at + 1 if tokens[at + 1].text == "(" else at + 2].mate)
        elif token.text == ":" and start < at and tokens[start].text in ("case", "default"):
            start = at + 1


def is_call(tokens, first, end):
    if first == end or tokens[first].text in NO_CALL:
        return False
    at = first
    while at < end:
        token, after = tokens[at], tokens[at + 1]
        if token.text in ASSIGNMENTS:
            return at > first
        if token.mate is not None and at < token.mate < end:
            at = token.mate
            token, after = tokens[at], tokens[at + 1]
        if after.kind == "word" and after.spaced and (token.kind == "word" or token.text in (")", ">", "*", "&", "&&")):
            return False
        at += 1
    return tokens[end - 1].text in (")", "++", "--") or tokens[first].text in ("++", "--")
