"""How the shipped Indonesian Stanza model is made: ``python -m tools.training``.

One command goes from the treebanks and a news corpus to a Stanza model
directory: word vectors, tokenizer, multi-word expander, tagger, lemmatizer,
parser, packing, scores. Every stage leaves its result in the work folder and is
skipped when that is there, so a run that was cut off goes on where it stopped.
"""
