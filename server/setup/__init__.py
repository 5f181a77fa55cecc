"""What the first run does, with the standard library only: own Python, pinned packages."""
