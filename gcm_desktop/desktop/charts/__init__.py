"""Charts in the window: painters of bars, lines, dots, tiles and the band of goals, and how they leave it."""
