"""What the set-up says, in Vietnamese and English, before the server's own texts can be loaded."""

TEXTS = {
    "python_too_old": (
        "Máy đang dùng Python {found}, phần mềm cần Python 3.11 trở lên: "
        "xin cài bản mới hơn rồi chạy lại.",
        "This is Python {found} and 3.11 or newer is needed: install one and run this again.",
    ),
    "no_venv": (
        "Python trên máy thiếu phần venv: xin chạy “sudo apt install python3-venv” rồi chạy lại.",
        "This Python lacks venv: run “sudo apt install python3-venv”, then run this again.",
    ),
    "no_network": (
        "Không kết nối được tới kho phần mềm: lần chạy đầu cần Internet, "
        "xin kiểm tra mạng rồi chạy lại (chi tiết: {log}).",
        "The package registry can't be reached: the first run needs the Internet, "
        "check the connection and run this again (details: {log}).",
    ),
    "no_trust": (
        "Kết nối tới kho phần mềm không xác thực được: xin kiểm tra ngày giờ của máy "
        "và bộ lọc mạng rồi chạy lại (chi tiết: {log}).",
        "The package registry's certificate can't be verified: check this machine's date "
        "and the network's filter, then run this again (details: {log}).",
    ),
    "refused": (
        "Kho phần mềm từ chối hoặc không có đúng gói cần: xin nhờ người quản trị mạng "
        "xem cấu hình pip và npm rồi chạy lại (chi tiết: {log}).",
        "The package registry refused or lacks an exact package: have pip's and npm's "
        "configuration checked, then run this again (details: {log}).",
    ),
    "no_build": (
        "Một gói chưa có bản dựng sẵn cho Python này: xin dùng Python 64-bit, "
        "phiên bản 3.11 đến 3.14, rồi chạy lại (chi tiết: {log}).",
        "A package has no ready build for this Python: use a 64-bit Python, "
        "3.11 to 3.14, and run this again (details: {log}).",
    ),
    "disk_full": (
        "Ổ đĩa đã đầy: xin giải phóng khoảng 1 GB rồi chạy lại.",
        "The disk is full: free about 1 GB and run this again.",
    ),
    "no_permission": (
        "Không có quyền ghi vào {place}: xin đặt thư mục phần mềm ở nơi được phép ghi "
        "rồi chạy lại.",
        "No permission to write to {place}: put this folder where you may write "
        "and run this again.",
    ),
    "failed": (
        "Việc cài đặt bị dở dang: xin chạy lại, nếu vẫn vậy thì xem {log}.",
        "The set-up did not finish: run this again, and if it fails once more read {log}.",
    ),
    "stopped": (
        "Đã dừng cài đặt: chạy lại lệnh này để làm tiếp.",
        "Set-up stopped: run the same command to go on.",
    ),
    "waiting": (
        "Một lượt cài đặt khác đang chạy, xin chờ.",
        "Another set-up is running, waiting for it.",
    ),
    "no_chromium": (
        "Bài kiểm thử cần Chromium: “sudo apt install chromium-headless-shell”, rồi chạy lại.",
        "The tests need Chromium: “sudo apt install chromium-headless-shell”, then run this again.",
    ),
    "environment": ("Tạo môi trường Python riêng", "Creating a Python environment"),
    "python_packages": ("Cài thư viện Python", "Installing Python packages"),
    "browser_packages": ("Cài thư viện trình duyệt", "Installing browser packages"),
    "test_packages": ("Cài thư viện kiểm thử", "Installing test packages"),
    "test_tools": ("Cài công cụ kiểm mã trình duyệt", "Installing browser code checkers"),
    "chromium": ("Cài Chromium để kiểm thử", "Installing Chromium for the tests"),
    "finished": ("Đã cài đặt xong", "Set-up finished"),
}


class Failed(Exception):
    """The set-up can't go on, for a reason a person can act on."""

    def __init__(self, code: str, **fields: object) -> None:
        super().__init__(sentence(code, **fields))
        self.code = code


def sentence(code: str, **fields: object) -> str:
    """The text of a code: Vietnamese, and English on the next line."""
    return "\n".join(TEXTS[code]).format(**fields)


def label(code: str) -> str:
    """The name of a step, short enough for one line: Vietnamese / English."""
    return " / ".join(TEXTS[code])
