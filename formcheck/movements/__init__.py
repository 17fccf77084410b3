"""What we know of each movement: its checks with limits and sources."""
