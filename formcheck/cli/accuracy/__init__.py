"""Rendered clips against their truth."""
