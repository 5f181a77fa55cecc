"""The truth of the day: one state machine, one journal, one clock; everything else asks it."""
