"""The rim, what is kept: report files and, later, history."""
