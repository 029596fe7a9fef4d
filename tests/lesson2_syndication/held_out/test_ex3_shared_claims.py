"""Exercise 3, held-out checks: the passages against the records, and the table of the five pages."""

from secondsource import seeds
from secondsource.grading import agreement_above_chance, award, informedness, points

ENTRIES = {
    "jirga_newsup": ("jirga", "newsup"),
    "jirga_theprint": ("jirga", "theprint"),
    "report_2015_ndtv": ("mengal_2015_report", "ndtv_rewrite"),
    "report_2015_newsup": ("mengal_2015_report", "newsup"),
    "al_qaeda_brief": ("al_qaeda_parallel", "short_brief"),
    "al_qaeda_ndtv": ("al_qaeda_parallel", "ndtv_rewrite"),
    "killed_theprint": ("march_attack_killed", "theprint"),
    "killed_column": ("march_attack_killed", "brighter_kashmir"),
    "photo_column": ("pistol_photo", "brighter_kashmir"),
    "video_newsup": ("training_video", "newsup"),
    "moved_brief": ("let_moved", "short_brief"),
    "since_brief": ("bases_since", "short_brief"),
}


def anchors_of(claim_id, slug):
    """Where a page makes a shared claim; nothing where it does not."""
    claim = next(one for one in seeds.load_claims() if one.id == claim_id)
    wanted = claim.readings[slug].claims if slug in claim.readings else []
    return [one.anchor for one in seeds.load_article(slug).notes.claims if one.id in wanted]


@points(6)
def test_who_says_it(answer, overlaps):
    """Find it where it stands, and nowhere else."""
    said = {name: anchors for name, (claim, slug) in ENTRIES.items() if (anchors := anchors_of(claim, slug))}
    found = {name for name in said if overlaps(answer.FOUND.get(name) or "", ENTRIES[name][1], said[name])}
    alarms = [name for name in ENTRIES if name not in said and answer.FOUND.get(name)]
    award(
        informedness(len(found), len(said), len(alarms), len(ENTRIES) - len(said)),
        f"Of {len(said)} passages you found {len(found)}; where the page says nothing of the kind you found {len(alarms)}.",
        ask="Is your passage about this event, these people and this year?",
    )


def five_pages():
    """What the five pages claim, by the records."""
    claims = seeds.load_claims()
    return {
        one.slug: [claim.id for claim in claims if one.slug in claim.readings]
        for one in seeds.load_articles()
    }


def fresh_table(fresh):
    """A table of fresh pages; some claims stand twice on a page, one page is empty."""
    claims = [f"claim_{number}" for number in fresh.sample(range(100), k=12)]
    said = {f"page_{fresh.randrange(10**6)}": fresh.choices(claims, k=fresh.randint(3, 9)) for _ in range(5)}
    return {**said, "silent": []}


@points(4)
def test_tables_are_turned_round(answer, fresh):
    """Turn round the table of the five pages, and fresh ones."""
    given, right = {}, {}
    tables = [five_pages(), *(fresh_table(fresh) for _ in range(5))]
    for number, (said, came) in enumerate(zip(tables, answer.matrix.map(tables), strict=True)):
        claims = {claim for page in said.values() for claim in page}
        given |= {f"{number}/{claim}": " ".join(came.get(claim, [])) for claim in claims}
        right |= {
            f"{number}/{claim}": {" ".join(sorted(page for page in said if claim in said[page]))}
            for claim in claims
        }
    award(
        agreement_above_chance(given, right),
        "Some claims came back with other pages.",
        ask="Is each page there once, and are they sorted?",
    )


@points(4)
def test_alone_with_it(answer, fresh):
    """List what each page alone says."""
    given, right = {}, {}
    tables = [five_pages(), *(fresh_table(fresh) for _ in range(5))]
    rows = [(said, page) for said in tables for page in said]
    for number, ((said, page), came) in enumerate(zip(rows, answer.only_on.starmap(rows), strict=True)):
        others = {claim for other in said if other != page for claim in said[other]}
        given[f"{number}/{page}"] = " ".join(came)
        right[f"{number}/{page}"] = {" ".join(sorted(set(said[page]) - others))}
    award(
        agreement_above_chance(given, right),
        "Some pages came back with other claims of their own.",
        ask="Does another page make one of them?",
    )


@points(4)
def test_shares_of_claims(answer, fresh):
    """Measure how much of a page another covers."""
    given, right = {}, {}
    tables = [five_pages(), *(fresh_table(fresh) for _ in range(3))]
    rows = [(said, part, whole) for said in tables for part in said for whole in said]
    shares = answer.share_covered.starmap(rows)
    for number, ((said, part, whole), share) in enumerate(zip(rows, shares, strict=True)):
        has = [claim in said[whole] for claim in dict.fromkeys(said[part])]
        given[f"{number}/{part}/{whole}"] = f"{share:.4f}"
        right[f"{number}/{part}/{whole}"] = {f"{sum(has) / max(1, len(has)):.4f}"}
    award(
        agreement_above_chance(given, right),
        "Some shares came out otherwise.",
        ask="By which page’s claims do you divide, and does a claim made twice count twice?",
    )
