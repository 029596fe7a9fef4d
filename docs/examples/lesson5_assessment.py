"""Lesson 5, worked example: what code found on one page, beside what a reader finds."""
# ruff: noqa: T201 - an example prints

# --8<-- [start:example]
from secondsource.workbench import reference_parts

parts = reference_parts("updated_figures")
by_hand = {"attributions": 10, "speakers": 3, "pairs that look contradictory": 5}

rest_on = [claim.source_type for claim in parts.claims if claim.premise]
print("premises:", len(rest_on), "from", ", ".join(sorted(set(rest_on))))
print("attributions by code:", len(parts.sources), "by hand:", by_hand["attributions"])
print("origins at least:", parts.origins.at_least, "speakers by hand:", by_hand["speakers"])
print("contradictions:", len(parts.contradictions), "look-alikes:", by_hand["pairs that look contradictory"])
print("kind:", parts.kind, "| letter:", parts.letter, "| fit:", parts.fit)
# --8<-- [end:example]
