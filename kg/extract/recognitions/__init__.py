"""Recognitions: `finding` asks who recognises what as what, and each of the other modules a part of it."""
