"""The attribution model: who says what, as source, cue and content spans.

In the order of the flow: `corpus` reads articles, `words` cuts a text into words
and word pieces, `labels` turns gold attributions into labels, `windows` and `examples`
cut long articles for the encoder, `tagger` is the model, `fitting` a training run,
`decoding` turns its logits into spans, `linking` turns spans into attributions,
`measures` compares them with gold, `baseline` is the rules to beat, `export` writes the
model folder. The steps that a user runs are `teach`, `train`, `choose`, `evaluate`,
`breakdown` and `reference`.
"""
