"""Text before it is parsed: what in it is no prose, where a sentence must begin, what is quoted. Text in, offsets out."""
