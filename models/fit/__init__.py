"""Fits the true-angle correction on rendered people: gather pictures' landmarks, fit, write weights and card."""
