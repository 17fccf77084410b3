"""What to do: causes, retests, drills, classes, plan, progress."""
