"""FormCheck: a squat and hip-hinge form checker that says "can't tell" instead of guessing.

``__init__.pyi`` lists the public names; each is imported when it is first used, so that ``import formcheck`` is fast.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
