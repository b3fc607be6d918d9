"""What ``greenpark compare`` is made of: what it reads, under which rubric, and what it writes."""
