"""From label runs to typed fields: names, dates, pages, imprint, kinds of work."""
