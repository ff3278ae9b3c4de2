"""The version, in a module of its own: reading the installed metadata would be slow, and pyproject is not installed."""

__version__ = "0.1.0"
