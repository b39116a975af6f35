"""Help, one click from where one stands."""
