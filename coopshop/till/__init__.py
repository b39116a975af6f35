"""The till: a sale in three taps, from the tile to the paper."""
