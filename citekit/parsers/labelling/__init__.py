"""The trained labeller: tokens, features, weights and the decoding of labels."""
