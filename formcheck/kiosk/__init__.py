"""The kiosk: a camera on this machine, three squats, one screen of result, and nothing kept."""
