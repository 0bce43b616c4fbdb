"""Matching: rules on the trees of a paragraph. Every reading is found; overlaps are resolved by attribution."""
