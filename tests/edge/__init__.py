"""Proof of the journal, the desk and the edge: real sockets, real files, real processes."""
