"""What to do about it: causes, retests, drills, classes, plan, progress."""
