"""What the benchmark's themes share: how a number is told, and clients thin enough not to count."""
