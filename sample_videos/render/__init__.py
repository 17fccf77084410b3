"""Rendered people whose every joint is known: the sample videos, the bench clips and training pictures."""
