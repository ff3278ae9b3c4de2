"""The documentation as a static site, made offline from what there is: the ontology, the saved questions, docs/*.md.

ontology/*.ttl ─> terms ──> diagram ─┐
queries/*.rq ──> cookbook ───────────┤
docs/*.md ─────> pages (examples run)├─> site ─> HTML ─> links (a broken one fails)
seeds, own articles ─> graphs ───────┘
"""
