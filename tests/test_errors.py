"""The tree of errors that people read is that of the classes."""

import re

from formcheck import errors
from formcheck.errors import FormcheckError

LINE = re.compile(r"^( *)([A-Z]\w+)(?: +(?:also (\w+): )?(\S.*))?$")


def test_the_tree_is_that_of_the_classes() -> None:
    drawn, above = {}, []
    tree = (errors.__doc__ or "").split("\n\n")[1]
    for line in tree.splitlines():
        found = LINE.match(line)
        assert found, line
        above = [*above[: len(found[1]) // 4], found[2]]
        assert found[2] not in drawn
        drawn[found[2]] = tuple(name for name in (above[-2] if above[1:] else "Exception", found[3]) if name)
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, FormcheckError)]
    assert drawn == {one.__name__: tuple(base.__name__ for base in one.__bases__) for one in classes}
