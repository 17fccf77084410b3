"""What somebody may type into any field, or name a file: to break out of a page, a table, a calendar or a line."""

from typing import Final

#: Sets ``window.broken`` wherever it runs, and asks 192.0.2.1, which is nobody's.
MARKUP: Final = (
    "<script>window.broken=1</script>",
    '"><img src=x onerror=window.broken=1>',
    "' onmouseover='window.broken=1' x='",
    "</textarea></style></title><svg onload=window.broken=1>",
    "{{ 7*7 }}{% raw %}${7*7}",
    "![](http://192.0.2.1/a.png)",
    "[here](javascript:window.broken=1)",
    "<http://192.0.2.1/> **bold** `code` :material/home: :red[x] $x^2$ ~~no~~ | a | b |",
    "<link rel=stylesheet href=http://192.0.2.1/a.css><style>@import 'http://192.0.2.1/b.css'</style>",
    "</script><script>window.broken=1</script>",
    "]]><!--",
)
FORMULAS: Final = (
    '=HYPERLINK("http://192.0.2.1/","open")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
)
LINES: Final = (
    "one\ntwo\r\nthree",
    "one\u2028two\u2029three\x85four",
    "Kim\nEND:VEVENT\nBEGIN:VALARM\nTRIGGER:-PT1M",
    "a;b,c\\d:e\"f'g",
    "\u202egpj.exe\u202c \u200f\u2066x\u2069",
    "\ufeffname\u200b\u00ad",
    "é" * 100 + "👩‍🦽" * 20,
    "x" * 10_000,
)
WORDS: Final = (*MARKUP, *FORMULAS, *LINES)
