"""What it means: checks, movements, the analysis and its report. Pure."""
