"""The kiosk: a camera on this machine, three squats, one screen with the result, nothing kept."""
