"""python3 -m tests.strict serve …: the server whose budgets are small and never fill again.

However slow the machine that runs the tests is, who asks for too much has asked for too much.
"""

import warnings


def main() -> None:
    """Start the server once its budgets are small."""
    with warnings.catch_warnings(action="ignore"):
        import eventlet

    eventlet.monkey_patch()
    from server.cli import main as command_line
    from server.web import guests, manners

    guests.CALLS_PER_S, guests.CALLS_AT_ONCE = 0, 50
    guests.ANSWER_S = 1
    manners.FRAMES_PER_S, manners.FRAMES_AT_ONCE = 0, 100
    command_line()


if __name__ == "__main__":
    main()
