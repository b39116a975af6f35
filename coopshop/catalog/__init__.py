"""What is made, where it lies, and what it costs."""

from .models import Photo, Place, Price, PriceList, Product
from .offers import place_offers, product_offers
from .pricing import MEMBER_LIST, NoPrice, price_lists, price_of, prices_on, set_price
from .service import (
    UnknownPlace,
    UnknownProduct,
    add_product,
    change_place,
    change_product,
    close_place,
    look_up,
    open_place,
    place,
    places,
    product,
    products,
    still_made,
    take_photo,
    units,
)

__all__ = [
    "MEMBER_LIST",
    "NoPrice",
    "Photo",
    "Place",
    "Price",
    "PriceList",
    "Product",
    "UnknownPlace",
    "UnknownProduct",
    "add_product",
    "change_place",
    "change_product",
    "close_place",
    "look_up",
    "open_place",
    "place",
    "place_offers",
    "places",
    "price_lists",
    "price_of",
    "prices_on",
    "product",
    "product_offers",
    "products",
    "set_price",
    "still_made",
    "take_photo",
    "units",
]
