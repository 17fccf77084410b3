"""What the measures mean: verdicts, the judgement of a set, the report."""
