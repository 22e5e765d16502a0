"""The app in a checkout: `streamlit run app.py`. Everything is in kg/ui."""

import streamlit as st

from kg.ui.server import MAIN, MIDDLEWARE, prepared

app = st.App(MAIN, middleware=MIDDLEWARE, lifespan=prepared)
