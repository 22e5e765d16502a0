"""Where the files that travel with the program lie: in a checkout, an editable install and a wheel alike."""

from pathlib import Path

PACKAGE = Path(__file__).parent
ROOT = PACKAGE / "_shipped" if (PACKAGE / "_shipped").exists() else PACKAGE.parent
ONTOLOGY = ROOT / "ontology"
QUERIES = ROOT / "queries"
DATA = ROOT / "data"
SAMPLE = DATA / "sample.txt"
