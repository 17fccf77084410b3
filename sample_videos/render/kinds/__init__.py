"""Rendered variants of every kind of input that once was judged wrongly, and what is right of each."""
