"""Results as files: JSON, CSV, HTML, calendar."""
