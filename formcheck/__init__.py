"""FormCheck: a squat and hip-hinge form checker that says "can't tell" instead of guessing."""

__version__ = "0.1.0"
