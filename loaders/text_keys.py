"""Which texts the pages ask for, and the placeholders in each: what the catalogue of a data folder must hold.

A text that is missing, or that asks for a value which no page gives, would only be noticed by a reader.
``tests/test_texts.py`` holds this list against the code and against the catalogue.
"""

from __future__ import annotations

from loaders.fields import FIELDS
from loaders.tables import TABLES

#: One key a line, with its placeholders behind it; the texts of the dictionary follow from fields and tables.
_ASKED_FOR = """
banner.child_offenders
care.heading
chart.break
chart.divided division indicator
chart.empty
chart.subtitle kind population unit years
chart.subtitle_things kind unit years
codes.caption name
codes.code
codes.label
counter.unattributed
data.codes
data.contents
data.dictionary
data.dictionary_explained
data.heading
data.intro
data.sources
data.warnings
definition.heading
dictionary.caption name
dictionary.codelist name
dictionary.column
dictionary.date
dictionary.list
dictionary.meaning
dictionary.number
dictionary.optional
dictionary.refers_to name
dictionary.required
dictionary.rule
dictionary.text
division.age
division.other breakdown
division.ref_area
division.sex
division.total
error.bad_request.sentence
error.bad_request.title
error.failed.sentence
error.failed.title
error.home
error.malformed.sentence
error.malformed.title
error.method.sentence
error.method.title
error.not_found.sentence
error.not_found.title
error.parameter known name
error.too_large.sentence
error.too_large.title
error.too_long.sentence
error.too_long.title
error.twice name
error.value name value
error.years
filter.apply
filter.breakdown
filter.indicator
filter.off
filter.on
filter.source_type
filter.year_from
filter.year_to
footer.licence
footer.promise
gaps.heading
gaps.none
gaps.on_indicator
gaps.on_topic
hover counter locator period source value
intro.adoptions
intro.cases
intro.context
intro.convictions
intro.trafficking
key.counted_by counter origin
key.press
kind.government
kind.international
kind.ngo
map.after year
map.before year
map.caption
map.explained
map.gaps.many number
map.gaps.one number
map.heading
map.kind
map.silence
map.suppressed.many number
map.suppressed.one number
map.topic
map.undated
map.zeros.many number
map.zeros.one number
measure.change
measure.flow
measure.rate
measure.rating
measure.ratio
measure.share
measure.stock
origin.own
origin.relayed
origin.unattributed
outside.many number years
outside.one number years
outside.show years
overview.heading
overview.intro
overview.numbers counters figures gaps sources
overview.topic.many core first last number sources
overview.topic.one core first last number sources
panels.rest.many number
panels.rest.one
period.range first last
period.undated
product.name
read.arrow
read.bar
read.gaps
read.heading
read.lane
read.line
read.nothing
read.own
read.point
read.press
read.relayed
read.silence
read.suppressed
read.unattributed
read.undated
read.when
read.who
read.whose
read.zeros
sentence.breaks periods
sentence.gaps.many number
sentence.gaps.one
sentence.hidden.many number
sentence.hidden.one
sentence.more.many number
sentence.more.one
sentence.nothing indicator years
sentence.one_figure first_period first_value who
sentence.opening.many indicator number years
sentence.opening.one indicator years
sentence.outside.many number
sentence.outside.one
sentence.part part
sentence.printed printed value
sentence.series first_period first_value highest_period highest_value last_period last_value lowest_period lowest_value number who
sentence.series_plain first_period first_value last_period last_value number who
sentence.two_figures first_period first_value last_period last_value who
sentence.undated.many number
sentence.undated.one
sentence.undated_figure value who
sentence.who_own source
sentence.who_relayed counter source
sentence.who_unattributed source
sex.boys
sex.girls
skip
source.accessed
source.archived_url
source.counted_by counters
source.figures.many number
source.figures.one number
source.heading
source.licence
source.not_known
source.published
source.publisher
source.symbol
source.url
tab.data
tab.label
tab.overview
table.all
table.caption.many indicator number years
table.caption.one indicator number years
table.caption_undated.many indicator number
table.caption_undated.one indicator number
table.care
table.counter
table.heading
table.locator
table.of
table.period
table.printed
table.source
table.superseded
table.value
table.via bodies
tier.1
tier.2
tier.2_5
tier.3
undated.explained
undated.heading
"""


def asked_for() -> dict[str, frozenset[str]]:
    """The placeholders of every text, by its key."""
    keys = {key: frozenset(names) for key, *names in map(str.split, _ASKED_FOR.strip().splitlines())}
    dictionary = (*(f"field.{name}" for name in FIELDS), *(f"table_of.{name}" for name in TABLES))
    return keys | dict.fromkeys(dictionary, frozenset())
