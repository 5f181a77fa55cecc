"""Keeping what happened: looked through, copied while the server runs, and brought back."""
