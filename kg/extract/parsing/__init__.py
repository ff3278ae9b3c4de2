"""From a text to a parse of plain objects: what the model is shown, and its layers over many texts at once."""
