"""Positions: `finding` asks each shape in which a text tells who supports or opposes what."""
