"""Pictures in and out: video files, cameras, the pose model, several people."""
