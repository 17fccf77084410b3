"""Live judgement: the same as for clips, as it happens."""
