"""Evaluation: predicted records against gold, the error browser, gold formats and the quality gate."""
