"""The filters and tags that templates share; loaded as built-ins, so no template names them."""
