"""Measures on a repetition: each gives a value at a moment, or why it cannot."""
