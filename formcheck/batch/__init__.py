"""Many clips: found, shared out to workers on this machine or on a cluster, kept as they are done, and summed up."""
