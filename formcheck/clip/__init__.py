"""A file from end to end: measuring, segments, judging, annotated video."""
