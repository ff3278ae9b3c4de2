"""Reported speech: `statements` asks each shape in which a text tells who said what."""
