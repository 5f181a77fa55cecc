"""Labels: a badge for the person standing there, drawn now and sent to a label printer."""
