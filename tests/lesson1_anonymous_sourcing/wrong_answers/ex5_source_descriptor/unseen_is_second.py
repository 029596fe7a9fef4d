"""Earns: agreement_is_corroboration.  An origin that nobody shows counts as a second one."""


def credibility(reports, fit):
    """Follow the table, and count an unseen origin like any other."""
    supporting = {report.origin for report in reports if report.supports}
    if any(not report.supports for report in reports):
        return "4" if supporting else "5"
    if len(supporting) >= 2:
        return "1"
    return {"well": "2", "partly": "3", "badly": "4"}.get(fit, "6") if supporting else "6"
