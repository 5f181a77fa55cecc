"""The figures: what the tally looks up of the house when somebody asks for them."""

from collections import Counter

from ..conference.walls import State, state
from .guests import Guests
from .house import House
from .lines import Lines
from .tally import Tally


def enter(tally: Tally, house: House, lines: Lines, guests: Guests) -> None:
    """Let the tally look into the house."""
    desk, connections = house.desk, house.connections

    def screens() -> dict[str, float]:
        seen = connections.screens()
        found = Counter(state(seen.get(n), house.now()) for n in desk.day.screens.screens)
        return {each.value: float(found[each]) for each in State}

    def kiosks() -> dict[str, float]:
        connected = sum(kiosk.connected for kiosk in connections.kiosks())
        return {"connected": connected, "lost": len(connections.kiosks()) - connected}

    def sockets() -> dict[str, float]:
        found = Counter(client.audience for _, client in connections.items())
        return {audience: float(count) for audience, count in found.items()}

    def queues() -> dict[str, float]:
        return {"journal": desk.waiting, "slowest_socket": lines.farthest_behind()}

    gauges = (
        ("hall_journal_version", "The journal's version.", lambda: float(desk.day.version)),
        ("hall_journal_writable", "1 while the disk keeps.", lambda: float(desk.writable)),
        ("hall_present", "Who is in.", lambda: float(len(desk.day.attendance.present))),
        ("hall_lines", "Lines to the house, of any kind.", lambda: float(len(guests))),
        ("hall_disk_free_bytes", "Room left.", lambda: float(house.storage.free)),
    )
    for name, says, look in gauges:
        tally.gauge(name, says, look)
    tally.gauge("hall_sockets", "Sockets that were let in.", sockets, "audience")
    tally.gauge("hall_screens", "Screens, by how they are doing.", screens, "state")
    tally.gauge("hall_kiosks", "Kiosks, by whether they are there.", kiosks, "state")
    tally.gauge("hall_queue_depth", "What waits: records, frames.", queues, "queue")
    tally.counts("hall_sockets_dropped", "Sockets that were cut.", lines.manners.dropped)
    tally.counts("hall_turned_away", "Lines that were ended.", guests.turned_away)
