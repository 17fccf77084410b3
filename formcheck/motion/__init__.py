"""What was seen: landmarks, angles, view, outline, repetitions. Pure arrays (numpy, scipy)."""
