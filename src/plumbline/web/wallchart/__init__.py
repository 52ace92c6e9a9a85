"""The wall chart (挂图作战): where every building stands, what remains, how many days are left.

Made for the war room's screen, usable at a desk and on a phone. Figures that bind come from the last
sealed day; the map shows the present and says so. The map's data are shapes, and one letter a building
for the stage of its least advanced household; a name, an address or a file number is in none of it.

What may enter: views of the wall, values for its templates, the sheet that is printed. No query and no
rule; the readings are `store.reading.wall` and `store.reading.map_layers`.
"""
