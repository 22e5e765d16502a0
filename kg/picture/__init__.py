"""From rows to a picture of who is named for what: positions, and the page that draws them with pyvis."""

from kg.picture.network import LARGEST_NEIGHBOURHOOD, LARGEST_WHOLE, Body, Item, Link, Picture, picture, shell, standalone

__all__ = [
    "LARGEST_NEIGHBOURHOOD",
    "LARGEST_WHOLE",
    "Body",
    "Item",
    "Link",
    "Picture",
    "picture",
    "shell",
    "standalone",
]
