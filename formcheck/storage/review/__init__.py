"""What trainers do with clips: a queue, decisions, notes and changed limits, in SQLite or another database."""
