"""The knowledge base of regulatory acts: their law, their storage, and what people do with them."""
