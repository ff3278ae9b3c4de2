"""The figures of votes, read from the words of a sentence without its parse."""
