"""The same verbs for scripts."""
