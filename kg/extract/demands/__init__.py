"""Demands: `finding` asks each shape in which a text tells who asks whom for what."""
