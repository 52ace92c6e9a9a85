"""One folder a paper: its values and data function, its wording for each regime, its sample."""
