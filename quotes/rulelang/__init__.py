"""The rule language: what a rule file may say, and rule files read into frozen rules."""
