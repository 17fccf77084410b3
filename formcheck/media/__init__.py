"""The rim, pictures: video files, the pose model, drawing."""
