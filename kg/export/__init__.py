"""What leaves the program: one kind a module."""
