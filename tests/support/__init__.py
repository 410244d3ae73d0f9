"""What tests lean on: databases, a browser without a window, a cast."""
