"""What was said, printed and sent, to whom and when: the log of interactions."""
