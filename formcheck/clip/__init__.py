"""A file from end to end."""
