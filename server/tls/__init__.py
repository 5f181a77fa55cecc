"""Secure pages on a closed network: an authority of the conference's own, and what it vouches for.

Browsers open the camera and keep a page for offline work on secure pages only, and no public
authority signs for an address on a LAN. The root can vouch for this LAN alone and is made once;
the server's certificate under it is renewed whenever the machine's addresses ask for it.
"""


class Unusable(Exception):
    """A file that should hold a certificate with its key does not; it is left as it is."""
