"""The app in a checkout: `streamlit run app.py`. Everything is in kg/ui."""

from kg.ui.main import main

main()
