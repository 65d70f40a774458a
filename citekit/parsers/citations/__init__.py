"""Citations in the text and in footnotes, and the reference that each means."""
