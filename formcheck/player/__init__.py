"""A player that draws what was found over a clip, in a browser: its data, and its scripts."""
