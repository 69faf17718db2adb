"""What a person sees: Qt, and nowhere else."""
