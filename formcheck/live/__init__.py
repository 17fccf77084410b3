"""The same judgement as it happens."""
