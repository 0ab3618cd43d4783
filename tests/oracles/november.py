"""What the law sheet says of 17 November 2023, worked out by hand rules.

An independent oracle. It is written from the law review (parts A, C, D and G)
and from the domain page, and shares no code with the engine it checks. It knows
one decision only: six directors in office, four of them for every item, two of
them (Altman, Brockman) its subjects. What is open is the *form* of the act, the
*reading* of the clauses, the *size* (authorized seats) and who the *members* are.

Reasons name the clause and give the arithmetic; they are sentences for a human,
so a comparison should look at verdicts, and at reasons only for clause names.
"""

FORMS = ("consent-of-four", "meeting-of-four", "noon-call", "noticed-meeting")
READINGS = ("as-reported", "by-law-only", "statutory-default")
SIZES = (6, 7, 9)
MEMBERS = ("electors", "none", "separate")
ITEMS = ("ceo", "seat-altman", "chair", "seat-brockman", "successor")

IN_OFFICE = ("altman", "brockman", "dangelo", "mccauley", "sutskever", "toner")
FOUR = ("dangelo", "mccauley", "sutskever", "toner")

Finding = tuple[str, str]


def verdicts(  # noqa: PLR0913 - the open premises of one decision, each its own switch
    form: str,
    reading: str,
    size: int,
    members: str = "electors",
    *,
    altman_present: bool = True,
    objects: bool = False,
    signer_quorum: bool = False,
) -> dict[str, Finding]:
    """Give `(verdict, reason)` for each of the five items of the decision.

    `size` is the number of authorized seats. `altman_present` matters in the noon
    call (False: he does not count as present) and in the noticed meeting (False:
    he stays away). `objects`: he attends the noon call only to object to the
    want of notice. `signer_quorum`: the reported consent clause also asks that
    the signers make a quorum (A7). Raises ValueError for a value not on the sheet.
    """
    for value, known in (
        (form, FORMS),
        (reading, READINGS),
        (size, SIZES),
        (members, MEMBERS),
    ):
        if value not in known:
            message = f"{value!r} is not one of {known}"
            raise ValueError(message)
    if form == "consent-of-four":
        office = _office_by_consent(reading, size, signer_quorum=signer_quorum)
    else:
        office = _office_by_meeting(form, reading, size, altman_present=altman_present, objects=objects)
    seat = _seat(form, members, office)
    return {
        "ceo": office,
        "seat-altman": seat,
        "chair": (office[0], f"the chair is the board's to empty, as the CEO: {office[1]}"),
        "seat-brockman": seat,
        "successor": (office[0], f"stands or falls with the removal: {office[1]}"),
    }


def quorum_of(size: int) -> int:
    """The least number of directors that is a majority of `size` seats (141(b))."""
    return size // 2 + 1


def attending(form: str, *, altman_present: bool) -> tuple[str, ...]:
    """The directors who are present in law at a meeting of this form."""
    if form in {"noon-call", "noticed-meeting"} and altman_present:
        return (*FOUR, "altman")
    return FOUR


def not_told(form: str, *, altman_present: bool, objects: bool) -> tuple[str, ...]:
    """The directors who had no notice and did not waive it by attending (229)."""
    if form == "noticed-meeting":
        return ()
    if form == "noon-call" and altman_present and not objects:
        return ("brockman",)
    return ("altman", "brockman")


def _office_by_consent(reading: str, size: int, *, signer_quorum: bool) -> Finding:
    signed, needed = len(FOUR), len(IN_OFFICE) // 2 + 1
    if reading == "by-law-only":
        return "void", (
            f"141(f): all directors must sign and {signed} of {len(IN_OFFICE)} did; a "
            "by-law cannot relax it, only the certificate can (141(j))"
        )
    if reading == "statutory-default":
        return "void", (
            f"141(f): all directors must sign and {signed} of {len(IN_OFFICE)} did; no "
            "certificate provision says otherwise"
        )
    if signer_quorum and signed < quorum_of(size):
        return "void", (
            f"quorum, 141(b): the signers must be a quorum, {quorum_of(size)} of {size} seats, and {signed} signed"
        )
    return "valid", (
        "reported majority-consent clause, authorised by the certificate (141(j)): "
        f"{signed} of {len(IN_OFFICE)} in office signed, {needed} needed"
    )


def _office_by_meeting(form: str, reading: str, size: int, *, altman_present: bool, objects: bool) -> Finding:
    untold = not_told(form, altman_present=altman_present, objects=objects)
    if reading == "statutory-default" and untold:
        return "void", (
            "notice: a special meeting needs notice to every director; not given to and "
            f"not waived (229) by {len(untold)} of {len(IN_OFFICE)}: {', '.join(untold)}"
        )
    present = len(attending(form, altman_present=altman_present))
    if present < quorum_of(size):
        return "void", (f"quorum, 141(b): {quorum_of(size)} of {size} seats needed, {present} present")
    # Four ayes are a majority of any four or five present: no competent vote fails here.
    notice = (
        "notice was given to all" if not untold else f"notice to {', '.join(untold)} was dispensed with by the by-law"
    )
    return "valid", (
        f"141(b): quorum {quorum_of(size)} of {size} seats, {present} present; "
        f"{len(FOUR)} of {present} present for, {present // 2 + 1} needed; {notice}"
    )


def _seat(form: str, members: str, office: Finding) -> Finding:
    ayes, all_members = len(FOUR), len(IN_OFFICE)
    if members == "none":
        return "void", (
            "102(a)(4) does not apply: the directors are no members, and directors "
            f"cannot remove a director, {ayes} votes or not"
        )
    if members == "separate":
        return "void", (
            "only the members remove a director; they are other persons and none of "
            f"them voted: the {ayes} directors' votes count 0"
        )
    if form == "consent-of-four":
        return "valid", (
            f"228(b): consent of {ayes} of {all_members} members (102(a)(4)), more than "
            f"1/2 of outstanding, {all_members // 2 + 1} needed; capacity assumed"
        )
    if office[0] == "void":
        return "void", f"the members' vote was taken at the same meeting: {office[1]}"
    return "valid", (
        f"{ayes} of {all_members} members for, more than 1/2 of outstanding, "
        f"{all_members // 2 + 1} needed, at a good meeting; capacity assumed"
    )
