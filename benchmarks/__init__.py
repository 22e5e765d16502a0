"""What is measured: `python -m benchmarks` runs everything and prints one table a subject; the last ones stand in README.md."""
