"""The proof of the pure core: each noun by itself, and the laws that hold for all of them."""
