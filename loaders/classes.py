"""How two figures can stand to each other, and every threshold that decides it, each with its reason.

The only place for them: ``loaders.pairing`` says which figures meet, ``loaders.precision`` what each can stand
for, ``loaders.comparing`` gives the class. ``docs/comparing.md`` tells the same to readers.
"""

from __future__ import annotations

from typing import Final

# who meets whom

#: Two figures are set side by side only when they share all of these: a number of girls neither confirms nor
#: contradicts a number of children, and Almaty is not Kazakhstan. A total and its parts are ``reconciliations``.
SHARED: Final = ("ref_area", "sex", "age", "breakdown", "breakdown_value")
#: What happens in the course of a day has no moment; everything else that is dated to one day has. So a stock of
#: 31 December and one of the 1 January after it are at one moment, and crimes of these two days are not.
LASTING: Final = ("flow", "change")

# the classes

#: Its own source has replaced the one by the other. First, since nobody stands by the earlier figure any more.
SUPERSEDED: Final = "superseded"
#: Two indicators of one family. Before all that looks at values: what is not the same thing neither agrees nor differs.
DEFINITION: Final = "definition"
#: A bound, an "about" or a suppressed number is in it, and both can be true.
BOUND: Final = "bound_compatible"
#: The periods differ, so both can be true, whatever the values are.
COVERAGE: Final = "coverage"
#: One count printed twice. Before agreement, which needs two counts.
SAME_ORIGIN: Final = "same_origin"
#: Equal, but nobody knows whether it was counted twice.
UNATTRIBUTED: Final = "unattributed"
#: Equal, and two known bodies counted.
AGREE: Final = "agree"
#: Everything else: no reason in the columns lets both be true. The same counter with two values is one as well.
CONFLICT: Final = "conflict"
#: In the order in which they are tried: a pair has the first class that fits it.
CLASSES: Final = (SUPERSEDED, DEFINITION, BOUND, COVERAGE, SAME_ORIGIN, UNATTRIBUTED, AGREE, CONFLICT)

# what a printed number can stand for

#: "About 3,000" may be anything from 2,700 to 3,300. No source says how wide its "about" is; a tenth is our reading:
#: wider, nearly any two numbers would be compatible; narrower, "about 4,700" could contradict 4,300 that it rounds.
ABOUT: Final = 0.1
#: Whole numbers of these are counts or ranks, of which no part was rounded away; 24 per cent may be 24.3.
WHOLE: Final = ("flow", "stock", "rating")
#: Binary fractions leave a remainder of about this part of a value: 933.1 less 933 is 0.10000000000002274.
TOLERANCE: Final = 1e-9
#: Decimals to which differences are told; no source prints more.
DECIMALS: Final = 9

# the numbers behind a pair

#: Bounds that name a limit and not the value: from a limit there is no difference to tell.
LIMITS: Final = ("at_least", "at_most", "suppressed")
#: Kinds whose steps have no size: from Tier 2 to Tier 3 is not half as far as from 2 to 4.
WITHOUT_SIZE: Final = ("rating",)
#: Classes of which a difference would say nothing to a reader, although it can be computed: five years have more than
#: one of them, and adoptions are not visas.
WITHOUT_DIFFERENCE: Final = (COVERAGE, DEFINITION)
#: The units to which two figures are rounded, one after the other, are powers of this: that is how people round.
STEP: Final = 10.0
