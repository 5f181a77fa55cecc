"""The settings: read once, frozen, each with a default that works on a laptop."""

from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "data" / "ninh-thuan-2020"
VAR = ROOT / "data" / "var"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where to listen, which conference to serve, and where what happens is kept."""

    folder: Path = SAMPLE
    var: Path = VAR
    host: str = "127.0.0.1"
    port: int = 5000
    tls: bool = False
    rehearsal: bool = False
    printers: tuple[str, ...] = ()
    print_on_check_in: bool = False
    backup_to: Path | None = None
    backup_minutes: float = 5
    backup_passphrase: Path | None = None

    @property
    def journal(self) -> Path:
        """The file the day is written to."""
        return self.var / f"{self.folder.resolve().name}.sqlite"

    @property
    def access(self) -> Path:
        """The file of accounts, devices and sessions."""
        return self.var / "access.json"

    @property
    def log(self) -> Path:
        """The folder of the log."""
        return self.var / "log"

    @property
    def certificates(self) -> Path:
        """The folder of the root and of the server's own certificate."""
        return self.var / "tls"

    @property
    def labels(self) -> Path:
        """The folder of labels that wait to be printed."""
        return self.var / "labels" / self.folder.resolve().name

    @property
    def exports(self) -> Path:
        """The folder of what the command line gave out and no server has noted yet."""
        return self.var / "exports" / self.folder.resolve().name

    @property
    def let_in(self) -> Path:
        """The folder of whom the command line let in and no server has noted yet."""
        return self.var / "let-in"

    @property
    def scheme(self) -> str:
        """How the addresses of the pages begin."""
        return "https" if self.tls else "http"
