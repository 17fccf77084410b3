"""The Check-up page."""
