"""What trainers do with many clips, without the pages."""
