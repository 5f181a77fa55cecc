"""Badges before a camera: printed, photographed under bad conditions, read by the kiosk's worker."""
