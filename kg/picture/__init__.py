"""From rows to a picture of who is named for what: positions, and the page that draws them with pyvis."""

from kg.picture.network import (
    LARGEST_DRAWN,
    LARGEST_NEIGHBOURHOOD,
    LARGEST_WHOLE,
    Body,
    Item,
    Layout,
    Link,
    Picture,
    Tie,
    deck_file,
    picture,
    projection,
    script_safe,
    shell,
    stage,
    static,
)

__all__ = [
    "LARGEST_DRAWN",
    "LARGEST_NEIGHBOURHOOD",
    "LARGEST_WHOLE",
    "Body",
    "Item",
    "Layout",
    "Link",
    "Picture",
    "Tie",
    "deck_file",
    "picture",
    "projection",
    "script_safe",
    "shell",
    "stage",
    "static",
]
