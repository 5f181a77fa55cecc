"""What every test stands on: how Hypothesis draws its examples on a machine others use too."""

from hypothesis import settings

# Speed is measured by tests.bench, never by a test that happens to run on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
