"""Pictures with the findings drawn on them."""
