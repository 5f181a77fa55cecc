"""The lines: what every socket the server accepts is set to."""

import socket

from server.app import listen


def test_a_small_frame_waits_for_nothing() -> None:
    """
    What is sent after an unacknowledged frame goes out at once; held back it costs 40 ms each time.
    """
    listener = listen("127.0.0.1", 0)

    with socket.create_connection(listener.getsockname()):
        line, _ = listener.accept()

    assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    line.close()
    listener.close()
