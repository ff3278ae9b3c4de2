"""Which heavy libraries each command may load: what is not needed must not be waited for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tiny import built

HEAVY = ("spacy", "numpy", "rdflib", "rich", "pyshacl", "thinc", "filelock", "kg.extract", "kg.types", "kg.vocabulary")


def loaded(code: str, *arguments: str) -> set[str]:
    """The heavy modules that are loaded after running some code in a new interpreter."""
    after = f"\nimport sys; sys.stderr.write('|'.join(m for m in {HEAVY!r} if m in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code + after, *arguments], capture_output=True, text=True, check=True)
    return set(filter(None, run.stderr.split("|")))


COMMAND = "import sys; from kg.cli import main; main(sys.argv[1:])"


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("store") / "s")


def test_importing_kg_loads_nothing() -> None:
    assert loaded("import kg") == set()
    assert loaded("import kg, sys; assert not {'pathlib', 'json', 'subprocess'} & sys.modules.keys()") == set()


def test_the_list_of_commands_loads_none_of_them() -> None:
    check = "; found = [m for m in sys.modules if m.startswith('kg.cli_') or m in ('kg.screen', 'pathlib')]; assert not found"
    assert loaded(COMMAND + check, "--help") == set()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["query", "--help"], ["build", "--help"]])
def test_help_loads_nothing(arguments: list[str]) -> None:
    assert loaded(COMMAND, *arguments) == set()
    assert loaded(COMMAND + "; assert 'pyoxigraph' not in sys.modules", *arguments) == set()


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml"])
def test_a_query_loads_no_more_than_the_engine(directory: Path, format: str) -> None:
    text = "SELECT ?s ?p ?_x { ?s ?p ?o FILTER(BOUND(?_x)) }"
    assert loaded(COMMAND, "query", text, "-p", "x=y", "--format", format, "--store", str(directory)) == set()


def test_a_table_loads_what_draws_it(directory: Path) -> None:
    found = loaded(COMMAND, "query", "SELECT * { ?s ?p ?o }", "--format", "table", "--store", str(directory))
    assert found <= {"rich", "kg.types", "kg.vocabulary"}


def test_an_export_loads_no_language_model(directory: Path) -> None:
    assert loaded(COMMAND, "export", "--store", str(directory)) <= {"kg.types", "kg.vocabulary"}


def test_a_build_with_nothing_new_loads_no_parser(tmp_path: Path) -> None:
    from tiny import FAKES

    from kg import pipeline

    (tmp_path / "a.txt").write_text("The Diet met.")
    pipeline.build([tmp_path / "a.txt"], tmp_path / "s", using=FAKES)
    arguments = ("build", str(tmp_path / "a.txt"), "--store", str(tmp_path / "s"))
    assert loaded(COMMAND, *arguments) == {"kg.extract"}  # the name of the model; not what is in the package
    others = "{'kg.parse', 'kg.resolved', 'kg.copies', 'msgspec', 'importlib.metadata', 'subprocess', 'logging'}"
    assert loaded(f"{COMMAND}; assert not {others} & sys.modules.keys()", *arguments) == {"kg.extract"}


def test_serving_to_language_models_loads_none_of_ours() -> None:
    found = loaded("import kg.mcp.server, kg.serve.worker, kg.serve.evidenced")
    assert found <= {"kg.types", "kg.vocabulary"}


def test_what_the_first_page_waits_for_is_little() -> None:
    server = "{'kg.query', 'kg.sparql', 'kg.vocabulary', 'kg.serve.editor', 'kg.serve.description', 'jinja2'}"
    assert loaded(f"import sys, kg.serve.app; assert not {server} & sys.modules.keys()") == set()
    worker = (
        "{'kg.network', 'kg.plot', 'kg.profile', 'kg.serve.details', 'kg.serve.saved', 'kg.serve.sides', 'asyncio'}"
    )
    code = "from kg.serve import views, worker; views.viewer('home'); import kg.serve.rendering, sys"
    assert loaded(f"{code}; assert not {worker} & sys.modules.keys()") <= {"kg.vocabulary"}


def test_the_parser_is_loaded_without_the_command_line_of_its_library() -> None:
    its = "{'spacy.cli', 'weasel', 'typer', 'httpx', 'requests', 'rich'}"
    code = f"from kg.extract.parsing import nlp; import sys; nlp.load(); assert not {its} & sys.modules.keys()"
    theirs = "import spacy; assert spacy.info(silent=True)['spacy_version'] == spacy.__version__"
    assert "spacy" in loaded(f"{code}; {theirs}; assert spacy.cli.info.__module__ == 'spacy.cli.info'")
