"""The proof: everything the program promises, run by `python3 -m tests`."""
