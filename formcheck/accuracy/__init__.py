"""How wrong angles and checks are on rendered clips whose truth is known."""
