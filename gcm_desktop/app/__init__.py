"""What a person does, one module per verb; the only thing the window and the command line call."""
