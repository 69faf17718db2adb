"""What a return is: frozen dataclasses and pure functions, standard library only."""
