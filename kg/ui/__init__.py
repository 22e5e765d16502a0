"""The app: Streamlit pages over the graph. A page reads the address, asks a question and draws; everything it says comes from rows."""
