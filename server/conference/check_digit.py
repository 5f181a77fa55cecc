"""The check digit (Damm) that ends a badge's code, and tells one from any other digits."""

LENGTH = 34

# The quasigroup of order 10 of H. M. Damm's thesis (2004): finds every single wrong digit and
# every swap of neighbours.
DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)


def damm(digits: str) -> int:
    """The check digit of `digits`; 0 for digits that already end in their check digit."""
    interim = 0
    for digit in digits:
        interim = DAMM[interim][int(digit)]
    return interim


def is_code(digits: str) -> bool:
    """Whether these decimal digits are as many as a code has, and end in their check digit."""
    return len(digits) == LENGTH and damm(digits) == 0
