"""How the labeller's model is made: see README.md."""
