"""Decisions of deliberative bodies: `finding` asks each shape in which a text tells one."""
