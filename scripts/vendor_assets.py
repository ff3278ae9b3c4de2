"""Copies what npm installed in `assets/` into the package: the built files, their licences, and a bill of materials.

    assets/node_modules ─> kg/serve/static/vendor: *.js, *.css, LICENSES.txt, sbom.json (CycloneDX)

Run by `make assets`. The same lock gives the same bytes.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
TARGET = ROOT / "kg" / "serve" / "static" / "vendor"
BUILT = (
    "@zazuko/yasqe/build/yasqe.min.js", "@zazuko/yasqe/build/yasqe.min.css",
    "@zazuko/yasr/build/yasr.min.js", "@zazuko/yasr/build/yasr.min.css",
)  # fmt: skip
MAP = re.compile(rb"\n?(//# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ \*/)\s*$")
LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)


def main() -> None:
    """Make the folder anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name in BUILT:
        source = ASSETS / "node_modules" / name
        # A map would be asked for where there is none.
        (TARGET / source.name).write_bytes(MAP.sub(b"\n", source.read_bytes()))
    bill = materials()
    (TARGET / "sbom.json").write_text(json.dumps(bill, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    (TARGET / "LICENSES.txt").write_text("\n\n".join(licences(bill)) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in TARGET.iterdir())
    print(f"{TARGET.relative_to(ROOT)}: {len(bill['components'])} packages, {size:,} bytes")


def materials() -> dict[str, Any]:
    """The packages that the built files were made of, as CycloneDX: without time, number, and addresses of downloads."""
    command = ["npm", "sbom", "--omit=dev", "--omit=optional", "--sbom-format=cyclonedx", "--sbom-type=application"]
    told = subprocess.run(command, cwd=ASSETS, check=True, capture_output=True, text=True).stdout
    bill: dict[str, Any] = json.loads(told)
    bill.pop("serialNumber", None)
    bill["metadata"].pop("timestamp", None)
    for one in (bill["metadata"]["component"], *bill["components"]):
        links = one.get("externalReferences", [])
        one["externalReferences"] = [link for link in links if link["type"] != "distribution"]
    return bill


def licences(bill: dict[str, Any]) -> Iterator[str]:
    """For each package its name, version and licence, and the text of the licence where the package has one."""
    for one in sorted(bill["components"], key=lambda one: one["bom-ref"]):
        folder = ASSETS / "node_modules" / name_of(one)
        texts = [path for path in sorted(folder.iterdir()) if path.is_file() and LICENCE.match(path.name)]
        declared = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        body = "\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in texts)
        head = f"{one['bom-ref']}: {declared.get('license', 'see below')}; {author(declared)}".rstrip("; ")
        yield "\n".join(("=" * 80, head, "=" * 80, body)).rstrip()


def author(declared: dict[str, Any]) -> str:
    """Who made a package, as it says itself; "" if it does not."""
    named = [declared.get("author"), *declared.get("contributors", [])]
    names = [one if isinstance(one, str) else one.get("name", "") for one in named if one]
    return f"by {', '.join(names)}" if names else ""


def name_of(component: dict[str, Any]) -> str:
    """The name of a package with its scope."""
    group = component.get("group", "")
    return f"{group}/{component['name']}" if group and not component["name"].startswith("@") else str(component["name"])


if __name__ == "__main__":
    main()
