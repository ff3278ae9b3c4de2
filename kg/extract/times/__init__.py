"""Expressions of time, what they mean once a day is known, and the day on which an article was published."""
