"""How each event changes the aggregates, by what it is about; `campaign.evolve` has the one table of them."""
