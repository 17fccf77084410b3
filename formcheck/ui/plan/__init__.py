"""The Next steps page."""
