"""`python -m lookthrough` is the same as `lookthrough`."""

from lookthrough.cli import main

main()
