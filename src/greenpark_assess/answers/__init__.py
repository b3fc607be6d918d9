"""What a park answers: from any file's raw values to frozen facts, and back to a questionnaire."""
