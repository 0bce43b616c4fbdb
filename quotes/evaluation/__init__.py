"""Score predicted records against gold: figures, the error browser, the quality gate, and formats of gold."""
