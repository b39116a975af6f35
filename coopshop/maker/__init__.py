"""The maker's own door and screens: what is hers, on a cheap telephone."""
