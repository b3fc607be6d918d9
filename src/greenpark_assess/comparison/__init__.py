"""Parks over time, and beside each other, all under one rubric: records in, records out."""
