"""Calls nobody planned: what the OpenAPI document allows and what it forbids, sent by everybody."""

from collections import Counter
from collections.abc import Iterator, Mapping

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.core.result import Ok
from schemathesis.generation import GenerationMode
from schemathesis.schemas import APIOperation

from server.web.openapi import document
from tests.edge.house import House

PATIENCE_S = 20
# Nobody who is to go on calling leaves by itself.
LEAVING = {"DELETE /api/v1/session"}
QUIET = settings(
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


class Findings(Counter[str]):
    """What was answered, by status; what should never be stands in `wrong`."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []


def operations() -> Iterator[APIOperation]:
    """Every operation of the interface."""
    schema = schemathesis.openapi.from_dict(document())
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def call(house: House, senders: Mapping[str, str | None], count: int, number: int) -> Findings:
    """Send about `count` calls: each that is made up, from every sender (a name and a token)."""
    findings = Findings()
    wanted = list(operations())
    each = max(1, count // (len(wanted) * len(GenerationMode) * len(senders)))
    for operation in wanted:
        for mode in GenerationMode:
            _one_operation(house, senders, operation, mode, each, number, findings)
    return findings


def _one_operation(
    house: House,
    senders: Mapping[str, str | None],
    operation: APIOperation,
    mode: GenerationMode,
    each: int,
    number: int,
    findings: Findings,
) -> None:
    lines = {sender: requests.Session() for sender in senders}
    for line in lines.values():
        line.trust_env = False

    @seed(number)
    @settings(QUIET, max_examples=each)
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: schemathesis.Case) -> None:
        for sender, line in lines.items():
            if operation.label in LEAVING and senders[sender] is not None:
                continue
            case.headers.pop("Authorization", None)
            token = senders[sender]
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            _judge(house, sender, case, line, headers, findings)

    ask()
    for line in lines.values():
        line.close()


def _judge(
    house: House,
    sender: str,
    case: schemathesis.Case,
    line: requests.Session,
    headers: dict[str, str],
    findings: Findings,
) -> None:
    """Send a call; a fault, silence, or a refusal that says nothing is wrong."""
    what = f"{case.method} {case.path} from {sender}"
    line.cookies.clear()
    try:
        answer = case.call(house.base, session=line, headers=headers, timeout=PATIENCE_S)
    except requests.RequestException as exc:
        findings["no answer"] += 1
        findings.wrong.append(f"{what}: {type(exc).__name__}")
        return
    findings[str(answer.status_code)] += 1
    if answer.status_code >= 500:
        findings.wrong.append(f"{what}: {answer.status_code} {answer.text[:200]}")
    elif answer.status_code >= 400 and "message" not in answer.text:
        findings.wrong.append(f"{what}: a refusal without a sentence: {answer.text[:100]}")
