"""The questions before the first clip."""
