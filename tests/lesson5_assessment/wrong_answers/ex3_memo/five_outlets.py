"""Earns: outlets_are_sources.  The pages are listed as origins."""

PAGES = ["newsup", "ndtv_rewrite", "short_brief", "theprint"]
ORIGINS = [{"name": page, "page": page, "quote": "Lashkar", "may_be": ""} for page in PAGES]
