"""What the SPARQL page is built from: pinned, from npm by a lock, licensed, and silent; without it the page is a form."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from kg.serve import editor, pages
from kg.serve.guards import EDITOR_POLICY, POLICY

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "kg" / "serve" / "static"
VENDOR = STATIC / "vendor"
#: Licences that the package may carry along.
FREE = re.compile(r"^\(?(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|MPL-2\.0|CC-BY-4\.0|CC0-1\.0)\b")
built = pytest.mark.skipif(not VENDOR.is_dir(), reason="the editor was not built: make assets")


def test_the_lock_pins_every_package_and_names_no_host() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 20
    for name, one in packages.items():
        assert "resolved" not in one, name
        assert one["integrity"].startswith("sha512-") and FREE.match(one["license"]), name
    assert "ignore-scripts=true" in (ROOT / "assets" / ".npmrc").read_text(encoding="utf-8").splitlines()
    declared = json.loads((ROOT / "assets" / "package.json").read_text(encoding="utf-8"))
    pinned = {**declared["dependencies"], **declared["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())


def test_what_was_built_is_not_in_git_but_in_the_wheel() -> None:
    assert "kg/serve/static/vendor/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "kg/serve/static/vendor/*" in project["tool"]["hatch"]["build"]["targets"]["wheel"]["artifacts"]


def test_our_own_script_names_no_address_and_asks_no_prefix_service() -> None:
    script = (STATIC / "editor.js").read_text(encoding="utf-8")
    assert "://" not in script and "prefixCcApi: null" in script
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", script)


@pytest.mark.parametrize("bundled", [True, False])
def test_without_the_editor_the_page_is_a_form(bundled: bool) -> None:
    told = {"query": "ASK {}", "base": "https://kg.example/", "prefixes": {}, "questions": []}
    body = pages.page("editor.html", bundled=bundled, result=None, error=None, **told).body
    assert (b"<script" in body) == bundled
    assert b'<textarea id="query" name="query"' in body and b'formaction="/sparql"' in body


def test_the_editor_may_write_styles_and_nothing_more() -> None:
    strict, wider = (policy.split("; ") for policy in (POLICY, EDITOR_POLICY))
    assert [part for part in wider if part not in strict] == ["style-src 'self' 'unsafe-inline'"]


@built
def test_the_bill_of_materials_has_every_package_with_its_licence() -> None:
    assert editor.bundled()
    bill = json.loads((VENDOR / "sbom.json").read_text(encoding="utf-8"))
    assert bill["bomFormat"] == "CycloneDX"
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    shipped = {name.rpartition("node_modules/")[2] for name, one in lock.items() if name and not one.get("dev")}
    named = {one["bom-ref"].rpartition("@")[0] for one in bill["components"]}
    assert named == shipped - {name for name in shipped if lock.get(f"node_modules/{name}", {}).get("optional")}
    texts = (VENDOR / "LICENSES.txt").read_text(encoding="utf-8")
    assert all(f"{one['bom-ref']}: " in texts for one in bill["components"])
    assert {"licenses", "hashes", "version"} <= set.intersection(*(set(one) for one in bill["components"]))


@built
def test_the_built_files_load_nothing_from_elsewhere() -> None:
    for path in VENDOR.glob("*.css"):
        style = path.read_text(encoding="utf-8")
        assert "@import" not in style
        assert all(address.startswith(("data:", "#")) for address in re.findall(r"url\([\"']?([^)\"']+)", style)), path
    for path in VENDOR.glob("*.js"):
        assert b"sourceMappingURL" not in path.read_bytes()[-200:]
