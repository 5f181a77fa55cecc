"""The tally: how the server is doing, in figures for Prometheus; none is about a person."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import prometheus_client as prometheus
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

LOOK_EVERY_S = 0.05
LAGS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
COMMITS_S = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)
TYPE = prometheus.CONTENT_TYPE_LATEST

T = TypeVar("T")
Figures = dict[str, float] | float


class Tally:
    """What is counted as it happens, and what is looked up when somebody asks."""

    def __init__(self) -> None:
        self._registry = prometheus.CollectorRegistry()
        prometheus.ProcessCollector(registry=self._registry)
        self._lag = self._histogram("hall_hub_lag_seconds", "How late the server's hub is.", LAGS_S)
        self._commits = self._histogram(
            "hall_commit_seconds", "How long the disk takes to keep what is to be kept.", COMMITS_S
        )
        self.failed_commits = self._counter(
            "hall_commit_failures", "How often the disk kept nothing."
        )
        self.refusals = self._counter("hall_refusals", "What was refused.", "code")
        self.verdicts = self._counter("hall_verdicts", "What the door answered.", "verdict")
        self.faults = self._counter("hall_faults", "Faults of the server's own; see its log.")

    def _counter(self, name: str, says: str, *labels: str) -> prometheus.Counter:
        return prometheus.Counter(name, says, labels, registry=self._registry)

    def _histogram(self, name: str, says: str, steps: Iterable[float]) -> prometheus.Histogram:
        return prometheus.Histogram(name, says, buckets=tuple(steps), registry=self._registry)

    def start(self) -> None:
        """Begin to measure the hub's lag."""
        threading.Thread(target=self._look_forever, name="tally", daemon=True).start()

    def _look_forever(self) -> None:
        while True:
            before = time.monotonic()
            time.sleep(LOOK_EVERY_S)
            self._lag.observe(max(0.0, time.monotonic() - before - LOOK_EVERY_S))

    def timed(self, in_thread: Callable[..., T]) -> Callable[..., T]:
        """The same, with every commit's time taken."""

        def commit(*work: Any) -> T:
            before = time.monotonic()
            with self.failed_commits.count_exceptions():
                done = in_thread(*work)
            self._commits.observe(time.monotonic() - before)
            return done

        return commit

    def gauge(self, name: str, says: str, look: Callable[[], Figures], label: str = "") -> None:
        """A figure that is looked up when asked for; with `label`, one for each of its values."""
        self._registry.register(_LookedUp(GaugeMetricFamily, name, says, look, label))

    def counts(self, name: str, says: str, counter: Counter[str]) -> None:
        """A count that somebody else keeps, by reason."""
        look = _copy_of(counter)
        self._registry.register(_LookedUp(CounterMetricFamily, name, says, look, "reason"))

    def text(self) -> bytes:
        """Every figure now, as Prometheus reads them."""
        return prometheus.generate_latest(self._registry)


def _copy_of(counter: Counter[str]) -> Callable[[], Figures]:
    return lambda: {name: float(count) for name, count in counter.items()}


class _LookedUp(Collector):
    """One figure, or one for each value of a label, looked up when it is collected."""

    def __init__(
        self, kind: Any, name: str, says: str, look: Callable[[], Figures], label: str
    ) -> None:
        self._kind = kind
        self._name = name
        self._says = says
        self._look = look
        self._label = label

    def describe(self) -> Iterator[Metric]:
        yield self._kind(self._name, self._says)

    def collect(self) -> Iterator[Metric]:
        found = self._look()
        if isinstance(found, dict):
            family = self._kind(self._name, self._says, labels=[self._label])
            for value, figure in found.items():
                family.add_metric([value], figure)
        else:
            family = self._kind(self._name, self._says, value=found)
        yield family
