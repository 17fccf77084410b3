"""How it is said: codes and numbers to sentences."""
