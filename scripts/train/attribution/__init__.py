"""The attribution model: who says what, as source, cue and content spans.

In the order of the flow: `corpus` reads articles, `words` cuts a text into words
and word pieces, `labels` turns gold attributions into labels, `windows` cuts long
articles for the encoder and puts logits together again, `tagger` is the model,
`linking` turns labels into attributions, `measures` compares them with gold,
`baseline` is the rules to beat; `train`, `evaluate`, `export` and `reference`
are the steps that a user runs.
"""
