"""Which texts the pages ask for, and the placeholders in each: what the catalogue of a data folder must hold.

A text that is missing, or that asks for a value which no page gives, would only be noticed by a reader.
``tests/test_texts.py`` holds this list against the code and against the catalogue.
"""

from __future__ import annotations

from loaders.fields import FIELDS
from loaders.tables import TABLES

#: One key a line, with its placeholders behind it; the texts of the dictionary follow from fields and tables.
_ASKED_FOR = """
about.contact.heading
about.contents
about.for.heading
about.for.journalist
about.for.policymaker
about.for.teacher
about.heading
about.languages
about.languages.heading
about.licence.heading
about.limits.cases
about.limits.choice
about.limits.estimate
about.limits.heading
about.limits.whole
about.promise.counted
about.promise.disagree
about.promise.found
about.promise.heading
about.promise.silent
about.read
about.read.heading
about.terms
about.terms.awaiting all kazakh russian sign
about.terms.caption kind
about.terms.confirmed reference
about.terms.heading
about.what years
about.what.heading
about.who
about.who.heading
age.minor
agreement.agree period
agreement.agree_several number period
agreement.alike.many number
agreement.alike.one
agreement.apart
agreement.conflict first first_source period second second_source
agreement.conflict_counter first first_source period second second_source
agreement.conflict_longer first first_source period second second_period second_source
agreement.conflict_source first first_source period second
agreement.others.many number
agreement.others.one
agreement.part part period
agreement.same_origin period
agreement.same_origin_several number period
agreement.silent
agreement.single
agreement.unattributed period
agreement.unattributed_several number period
banner.child_offenders
brief.agree
brief.asked
brief.caption years
brief.conflicts.many number
brief.conflicts.one
brief.gaps
brief.heading topic
brief.indicator
brief.intro years
brief.latest
brief.link
brief.more_asked.many number
brief.more_asked.one
brief.more_conflicts.many number
brief.more_conflicts.one
brief.more_gaps.many number
brief.more_gaps.one
brief.more_indicators.many number
brief.more_indicators.one
brief.next
brief.next.asked
brief.next.compare
brief.next.data
brief.next.figures
brief.no_conflict
brief.no_figure
brief.nobody_asks
brief.on_topic.many number
brief.on_topic.one
brief.same_period.many number
brief.same_period.one
brief.seeming
brief.sources
brief.unfollowed
care.heading
changes.column.column
changes.column.new
changes.column.old
changes.column.row
changes.explained
changes.heading
changes.in.checks
changes.in.events
changes.in.gaps
changes.in.indicators
changes.in.recommendations
changes.in.reconciliations
changes.in.sources
changes.nothing
changes.number.many columns number
changes.number.one columns
changes.report
changes.since.many date number
changes.since.one date
chart.break
chart.divided division indicator
chart.empty
chart.role
chart.subtitle kind population unit years
chart.subtitle_things kind unit years
citation.accessed date
citation.archived url
citation.care warnings
citation.compiled reference
citation.contributors product
citation.figure period place thing unit value
citation.gost.accessed date
citation.gost.cited_from reference
citation.gost.medium
citation.in container
citation.licence licence
citation.version version
cite.bib
cite.dashboard
cite.figure
cite.files
cite.first
cite.gost
cite.json
cite.ris
cite.source_links
cite.txt
cite.view
class.agree
class.bound_compatible
class.conflict
class.coverage
class.definition
class.same_origin
class.superseded
class.unattributed
codes.caption name
codes.code
codes.label
collection.bodies
collection.changes
collection.checks
collection.comparisons
collection.corrections
collection.events
collection.explanations
collection.gaps
collection.indicators
collection.observations
collection.recommendations
collection.reconciliations
collection.sources
column.all_warnings
column.class
column.computed
column.data_version
column.days_of_overlap
column.difference
column.division
column.figures
column.file_citation
column.file_licence
column.file_view
column.no_remainder_because
column.obs_a
column.obs_b
column.of_figure.a meaning
column.of_figure.b meaning
column.origin
column.page
column.period
column.period_kind
column.place
column.printed
column.ratio
column.remainder
column.rounding
column.source_citation
column.source_url
column.superseded
column.value
column.words_for name
column.year
column_kind.address
column_kind.boolean
column_kind.date
column_kind.integer
column_kind.list
column_kind.number
column_kind.text
compare.against first second
compare.alike_none
compare.all_of indicator
compare.all_sources
compare.answer.alike.many number
compare.answer.alike.one
compare.answer.conflicts.many number
compare.answer.conflicts.one
compare.answer.definition.many number
compare.answer.definition.one
compare.answer.indicator
compare.answer.inside.many number
compare.answer.inside.one
compare.answer.pairs.many number
compare.answer.pairs.one
compare.answer.sums.many equal exceeded left number
compare.answer.sums.one equal exceeded left
compare.chain.documents.many number
compare.chain.documents.one
compare.chains
compare.chart_of indicator
compare.choose
compare.choose.none
compare.computed
compare.conflicts_none
compare.days
compare.difference difference
compare.exceeds number
compare.glance.caption
compare.glance.figures
compare.glance.topic
compare.glance.values first second
compare.glance.what
compare.glance.why
compare.indicator indicator
compare.inside
compare.inside.explained
compare.inside.quality
compare.no_remainder.approximate
compare.no_remainder.limit
compare.no_remainder.suppressed
compare.no_remainder.unit
compare.pair what
compare.pair_page
compare.pairs.difference
compare.pairs.heading
compare.pairs.many number
compare.pairs.one
compare.pairs.other
compare.pairs.own
compare.pairs.why
compare.pairs_none.apart
compare.pairs_none.single
compare.pairs_none.undated
compare.part.alike
compare.part.disagreements
compare.part.not-known
compare.part.sums
compare.part_of part topic
compare.parts
compare.ratio ratio
compare.remainder number
compare.remainder_none
compare.rest
compare.rest.computed
compare.rest.less
compare.rest.none
compare.rounding unit
compare.seeming
compare.side.flow
compare.side.parts
compare.side.register
compare.side.total
compare.side_by_side
compare.sums_none
compare.together
compare.value unit
corrections.caption.many number
corrections.caption.one
corrections.column.decision
corrections.column.reported
corrections.column.what
corrections.contents
corrections.heading
corrections.how
corrections.intro
corrections.next
corrections.next.decide
corrections.next.list
corrections.next.read
corrections.none
corrections.reports
corrections.step.copy
corrections.step.find
corrections.step.open
counter.unattributed
data.codes
data.contents
data.corrections
data.dictionary
data.dictionary_explained
data.heading
data.intro
data.quality
data.sources
data.warnings
definition.heading
description.about
description.brief topic years
description.compare
description.corrections
description.data
description.follow-up
description.lessons
description.overview
description.privacy
description.quality
description.search
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
downloads.address
downloads.caption
downloads.example
downloads.files
downloads.filters
downloads.heading
downloads.intro
downloads.package
downloads.package_holds
downloads.programs
downloads.rows
downloads.what
embed.explained
embed.footer date licence product version
embed.frame title years
embed.full
embed.heading
embed.more_series.many number
embed.more_series.one
embed.places
empty.all.many number
empty.all.one number
empty.breakdown.many division number
empty.breakdown.one division number
empty.counted_by.many number
empty.counted_by.one number
empty.population.many number
empty.population.one number
empty.silence
empty.source_type.many number
empty.source_type.one number
empty.undated
empty.years.many number years
empty.years.one number years
error.allowed_many number
error.bad_request.sentence
error.bad_request.title
error.citation.figure value
error.citation.several known
error.citation.view value
error.failed.sentence
error.failed.title
error.home
error.malformed.sentence
error.malformed.title
error.method.sentence
error.method.title
error.no_file.sentence
error.no_file.title
error.no_length.sentence
error.no_parameters name
error.not_found.sentence
error.not_found.title
error.number number
error.parameter known name
error.parameter_unknown known name
error.path_too_long.sentence most
error.picture_indicator name
error.search most
error.step
error.too_deep.sentence most
error.too_large.sentence most
error.too_large.title
error.too_long.sentence most
error.too_long.title
error.too_many.sentence most
error.too_many.title
error.too_many_of_one.sentence most
error.twice name
error.undated_years
error.value name value
error.value_allowed allowed name value
error.year name value
error.years
events.cause
events.heading
events.none
events.or dates
evidence.all
evidence.caption.many number title
evidence.caption.one number title
evidence.chart
evidence.description contents title
evidence.disagree
evidence.figures
evidence.heading about period
evidence.nothing
evidence.periods
evidence.sentence contents
evidence.silence
export.title about rows
export.years what years
figure.about
figure.about_source
figure.address
figure.alike
figure.at_least
figure.at_most
figure.citation
figure.close
figure.counted_and_printed
figure.counted_by
figure.counts
figure.document
figure.explained explanation verdict
figure.heading rest value
figure.higher difference
figure.language
figure.lower difference
figure.more.many number
figure.more.one
figure.nobody
figure.open
figure.origin
figure.origin_own
figure.origin_relayed
figure.origin_unattributed
figure.other_source counter source
figure.others
figure.others_none
figure.part_of body
figure.people
figure.period
figure.period_printed
figure.place
figure.points difference
figure.population
figure.printed
figure.printed_by
figure.relayed_by
figure.rest period thing
figure.see_chart
figure.stage
figure.status
figure.superseded_by
figure.supersedes
figure.suppressed threshold
figure.title
figure.title_translated
figure.unit
figure.what
figure.zero
filter.apply
filter.breakdown
filter.colour
filter.colour.counter
filter.colour.publisher
filter.core years
filter.counted_by
filter.counted_by.all
filter.events
filter.events.off
filter.events.on
filter.indicator
filter.off
filter.on
filter.outside.many number
filter.outside.none
filter.outside.one number
filter.population
filter.population.all
filter.source_type
filter.wide years
filter.year_from
filter.year_to
filter.years
follow.about topic
follow.about_all
follow.again.many number
follow.again.one number
follow.alone.many number
follow.alone.one number
follow.asked.many number
follow.asked.one number
follow.asked_on.many about number
follow.asked_on.one about number
follow.by year
follow.caption about first second
follow.closes.many number
follow.closes.one
follow.contents
follow.corner first second
follow.fates implemented not not_mentioned partly source year
follow.heading
follow.later.many number
follow.later.one number
follow.none
follow.nothing_before
follow.other_topic
follow.reading
follow.recommendations
follow.repeated.many followed number
follow.repeated.one followed number
follow.told
follow.topic.many number topic
follow.topic.one number topic
follow.total
follow.would_close.many number
follow.would_close.one number
footer.about
footer.lessons
footer.licence
footer.privacy
footer.promise
footer.quality
format.csv
format.json
format.sdmx.csv
format.xlsx
gaps.asked_by.many number
gaps.asked_by.one
gaps.heading
gaps.nobody_asks
gaps.none
gaps.on_indicator
gaps.on_topic
headline.explained
headline.heading years
headline.history.many indicator number years
headline.history.one indicator number years
headline.rest.many number
headline.rest.one number
headline.totals.many number
headline.totals.one number
headline.years number of
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
language.en
language.kk
language.label
language.ru
lead.latest period value who
lead.latest_within period value who years
lead.more.many number
lead.more.one
lead.other period value who
lesson.aim
lesson.answer
lesson.care
lesson.chart
lesson.class
lesson.computed computation
lesson.for
lesson.form.handout
lesson.form.key
lesson.form.present
lesson.form.whole
lesson.forms
lesson.key_intro
lesson.name
lesson.note
lesson.numbers
lesson.picture number
lesson.questions
lesson.rests_on
lesson.step heading number
lesson.takes
lesson.title.handout title
lesson.title.key title
lesson.what
lessons.age age
lessons.intro
lessons.minutes.many number
lessons.minutes.one number
lessons.steps.many number
lessons.steps.one number
lessons.subject
map.caption_note
map.cell about contents period
map.disagree
map.explained
map.folded.many number topic
map.folded.one number topic
map.heading
map.holds.gaps.many kinds number
map.holds.gaps.one kinds number
map.holds.suppressed.many kinds number thresholds
map.holds.suppressed.one kinds number thresholds
map.holds.values.many kinds number
map.holds.values.one kinds number
map.holds.zeros.many kinds number
map.holds.zeros.one kinds
map.keys
map.kind_relayed kind
map.kind_unattributed kind
map.legend_disagree
map.legend_gap
map.legend_relayed
map.legend_silence
map.legend_suppressed
map.legend_unattributed
map.legend_zero
map.period.after year
map.period.before year
map.period.spanning
map.period.undated
map.short.after
map.short.before
map.short.spanning
map.short.undated
map.statements
map.what
map.whole
map.whole_topic topic
measure.change
measure.flow
measure.rate
measure.rating
measure.ratio
measure.share
measure.stock
multiples.heading topic
numbered.label
numbered.next
numbered.previous
numbered.rows first last total
observation.description counter period place publisher thing value
observation.next
observation.path
observation.previous
observation.series
observation.series_figure period value
openapi.answer
openapi.citation
openapi.cited.obs_id
openapi.cited.source_id
openapi.cited.view
openapi.collection what
openapi.datapackage
openapi.description
openapi.etag
openapi.file_name
openapi.filter columns
openapi.filter_empty value
openapi.filter_many number
openapi.format.csv
openapi.format.json
openapi.format.sdmx.csv
openapi.format.xlsx
openapi.health
openapi.lang
openapi.metadata
openapi.openapi
openapi.plain
openapi.problem
openapi.row
openapi.structure
openapi.summary
openapi.tag.about
openapi.tag.citation
openapi.tag.whole
openapi.title product
openapi.unchanged
openapi.undated
openapi.version
openapi.year_from
openapi.year_to
orient.adoptions.care
orient.adoptions.counted
orient.adoptions.not
orient.care
orient.cases.care
orient.cases.counted
orient.cases.not
orient.context.care
orient.context.counted
orient.context.not
orient.convictions.care
orient.convictions.counted
orient.convictions.not
orient.counted
orient.not
orient.trafficking.care
orient.trafficking.counted
orient.trafficking.not
origin.own
origin.relayed
origin.unattributed
overview.conflicts.many number
overview.conflicts.one
overview.gaps
overview.heading
overview.intro
overview.lessons
overview.numbers counters figures gaps sources
overview.topic.many core first last number sources
overview.topic.one core first last number sources
overview.topics
pack.all_years
pack.choices
pack.explained version
pack.figures indicator
pack.files
pack.files_link
pack.heading
pack.missing
pack.note
pack.offer size
pack.pairs indicator
pack.whole_topic topic
package.citation.message
package.description
package.licence licence
package.licence.facts
package.licence.warranty
package.licence.where address
package.missing.direct
package.missing.general
package.missing.no_difference
package.missing.no_explanation
package.missing.none
package.missing.not_suppressed
package.missing.suppressed
package.missing.unattributed
package.missing.undated
package.missing.untranslated
package.missing.whole
package.pairs
package.readme.check
package.readme.cite
package.readme.computed
package.readme.descriptor
package.readme.figures
package.readme.file
package.readme.files
package.readme.form
package.readme.guard
package.readme.licence
package.readme.nothing
package.readme.reading
package.readme.row_is
package.readme.rows
package.readme.tongues
package.readme.version address date licence version
package.title product
panel.label
panels.rest.many number
panels.rest.one
parts.block period source
parts.latest
parts.no_sum
parts.others_panels.many number
parts.others_panels.one
parts.others_table.many number
parts.others_table.one
period.range first last
period.undated
period.years first last
picture.address address
picture.colour.counter
picture.colour.publisher
picture.copied
picture.copy
picture.events
picture.explained
picture.explained_fold
picture.failed
picture.footer date product version
picture.gap
picture.heading
picture.key
picture.key.counted
picture.licence licence licence_url
picture.more.charts.many number
picture.more.charts.one
picture.more.events.many number
picture.more.events.one
picture.more.notes.many number
picture.more.notes.one
picture.more.sentences.many number
picture.more.sentences.one
picture.more.sources.many number
picture.more.sources.one
picture.more.voices.many number
picture.more.voices.one
picture.more.warnings.many number
picture.more.warnings.one
picture.more_series.many number
picture.more_series.one
picture.not_copied
picture.own
picture.pale
picture.places
picture.places_explained
picture.png
picture.print.black
picture.print.colour
picture.relayed
picture.remainder
picture.saved
picture.shape.counter
picture.shape.publisher
picture.slide.black
picture.slide.colour
picture.suppressed
picture.svg
picture.unattributed
picture.undrawn.many number
picture.undrawn.one
picture.unknown
place.after number
place.article number
place.column name
place.endnote number
place.heading
place.item number
place.note
place.opening
place.para number
place.point number
place.table number
place.table_plain
place.text
place.title
present.adds.axes
present.adds.gap
present.adds.marks kind
present.adds.numbers
present.adds.second kind
present.adds.source kind
present.adds.title
present.adds.whole
present.answer
present.computed
present.figures number source
present.heading.caveat
present.heading.class
present.heading.gaps
present.heading.question number
present.heading.verdict
present.heading.why
present.heading.words
present.label
present.leave
present.link
present.next
present.notes
present.notes.keys
present.notes.letters
present.notes.short
present.previous
present.prompt.axes
present.prompt.both
present.prompt.class
present.prompt.drawn
present.prompt.gap
present.prompt.marks
present.prompt.more
present.prompt.numbers
present.prompt.parts
present.prompt.rest
present.prompt.second
present.prompt.single
present.prompt.source
present.prompt.statement
present.prompt.title
present.prompt.total
present.prompt.why
present.prompt.words
present.step all number
present.step.said all number
present.voices number
print.address
privacy.browser.heading
privacy.browser.own
privacy.browser.stored
privacy.contact.found
privacy.contact.heading
privacy.copies.files
privacy.copies.heading
privacy.copies.offline
privacy.heading
privacy.others.frames
privacy.others.heading
privacy.others.links
privacy.others.loaded
privacy.people.heading
privacy.people.names
privacy.server.heading
privacy.server.kept
privacy.server.operator
privacy.short
product.name
quality.arithmetic
quality.audit.many failed number statements unchecked verified
quality.audit.one failed number statements unchecked verified
quality.audit_caption
quality.audit_current version
quality.audit_explained
quality.audit_heading
quality.audit_none
quality.audit_older version
quality.audit_sources.many number
quality.audit_sources.one number
quality.between.change
quality.between.difference
quality.between.share
quality.between.sum
quality.checks.many fails holds limits number within_rounding
quality.checks.one fails holds limits number within_rounding
quality.checks_caption.many number
quality.checks_caption.one number
quality.checks_none
quality.column.all
quality.column.class
quality.column.computed
quality.column.document
quality.column.entries
quality.column.explanation
quality.column.failed
quality.column.figures
quality.column.left_out
quality.column.pairs
quality.column.places
quality.column.printed
quality.column.read
quality.column.share
quality.column.source
quality.column.taken
quality.column.unchecked
quality.column.verdict
quality.column.verified
quality.column.what
quality.column.where
quality.contents
quality.explained
quality.explanations.many number
quality.explanations.one number
quality.from
quality.gives.change
quality.gives.difference
quality.gives.share
quality.gives.sum
quality.heading
quality.intro
quality.ledger.many left_out number taken
quality.ledger.one left_out number taken
quality.ledger_caption
quality.ledger_heading
quality.limits
quality.ours
quality.pairs
quality.pairs_caption.many number
quality.pairs_caption.one number
quality.pairs_explained
quality.reasons.many number source
quality.reasons.one number source
quality.reasons_heading
quality.rounding
quality.to_compare
quality.workbooks
quote.care.base
quote.care.superseded value
quote.care.suspect note
quote.contradicted period source value
quote.copied
quote.copy
quote.failed
quote.figure locator period place source thing value
quote.heading
quote.not.activity
quote.not.adopted
quote.not.applied
quote.not.call
quote.not.care
quote.not.case_child
quote.not.case_person
quote.not.change
quote.not.child_offenders
quote.not.consular
quote.not.convicted
quote.not.convictions
quote.not.estimate
quote.not.families
quote.not.identified
quote.not.money
quote.not.mothers
quote.not.no_conviction
quote.not.other
quote.not.parents
quote.not.rank
quote.not.rate
quote.not.rating
quote.not.registered
quote.not.registered_crime
quote.not.service
quote.not.share
quote.not.small_base
quote.not.suppressed
quote.not.survey
quote.not.suspects
quote.not.target
quote.not.victims_found
quote.not.victims_in_proceedings
quote.not.visa
quote.not.waiting
quote.not.zero
quote.pair.difference difference
quote.pair.difference_share difference share
quote.pair.explained verdict
quote.pair.first words
quote.pair.neither
quote.pair.one_thing first period place second thing
quote.pair.points number
quote.pair.second words
quote.pair.small
quote.pair.units
quote.pair.voice locator source value
quote.part name part
quote.place locator symbol
quote.time.day period
quote.time.part period
quote.time.plain period
quote.time.stock period
quote.time.stock_unprinted period
quote.time.twelve period
quote.time.undated
quote.time.year period
quote.time.years period
quote.value.counted unit value
quote.value.named unit value
quote.value.one.cases
quote.value.one.centres
quote.value.one.children
quote.value.one.persons
quote.value.one.schools
quote.value.one_other unit
quote.value.suppressed threshold unit
quote.via bodies
quote.who.own counter
quote.who.own_part counter
quote.who.rated_own counter
quote.who.rated_own_part counter
quote.who.rated_relayed counter publisher
quote.who.rated_unattributed
quote.who.relayed counter publisher
quote.who.unattributed
rating.best level
rating.first level
rating.worst level
read.agreement
read.arrow
read.bar
read.gap
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
read.verdict_agree
read.verdict_apart
read.verdict_conflict
read.verdict_same_origin
read.verdict_single
read.verdict_unattributed
read.when
read.who
read.whose
read.zero
refusal.method
refusal.not_found
refusal.refused values one
refusal.too_long path query
report.address address
report.copied
report.explained
report.figure obs_id
report.heading
report.no_names
report.period period
report.place place
report.printed printed
report.send
report.send_unknown
report.source citation
report.source_prints
report.subject obs_id version
report.then
report.thing thing
report.version date version
report.where
sdmx.dated
sdmx.mention
sdmx.not_applicable
sdmx.not_known
sdmx.time_period
sdmx.undated
search.bodies
search.body figures kind sources
search.button
search.change
search.counted.many body number
search.counted.one body number
search.example.printed
search.example.symbol
search.example.year
search.examples
search.figure_line counter locator source
search.found.many number query
search.found.one number query
search.gap kind place
search.gap_dated kind period place
search.gaps
search.group kind number
search.heading
search.indicator.many definition number topic
search.indicator.one definition number topic
search.indicators
search.intro
search.keys shortcut
search.label
search.label_here
search.more.many number
search.more.one number
search.nothing query
search.observations
search.rules
search.source.many citation number
search.source.one citation number
search.sources
search.suggested
search.title query
search.try.printed
search.try.symbol
search.try.year
sentence.breaks periods
sentence.gaps.many number
sentence.gaps.one
sentence.hidden.many choices number
sentence.hidden.one choices
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
sheet.codes
sheet.columns
sheet.cover
sheet.notes
sheet.of.bodies
sheet.of.changes
sheet.of.checks
sheet.of.comparisons
sheet.of.corrections
sheet.of.events
sheet.of.explanations
sheet.of.gaps
sheet.of.indicators
sheet.of.observations
sheet.of.recommendations
sheet.of.reconciliations
sheet.of.sources
sheet.sources
skip
small.figures.many number
small.figures.one number
small.filtered
small.indicators.many number
small.indicators.one number
small.outside.many number
small.outside.one number
small.parts.many number
small.parts.one number
small.parts_elsewhere.many number
small.parts_elsewhere.one number
small.stages stages
small.undated.many number
small.undated.one number
small.unit figures unit
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
structured.keywords
structured.topic product topic
tab.about
tab.compare
tab.corrections
tab.data
tab.follow-up
tab.label
tab.lessons
tab.overview
tab.privacy
tab.quality
tab.search
table.all
table.caption.many indicator number years
table.caption.one indicator number years
table.caption_undated.many indicator number
table.caption_undated.one indicator number
table.care
table.counter
table.heading
table.locator
table.note number
table.notes
table.of
table.period
table.printed
table.source
table.superseded
table.value
table.via bodies
take.all_pairs.many number
take.all_pairs.one
take.bodies.many number
take.bodies.one
take.changes.many number
take.changes.one
take.checks.many number
take.checks.one
take.comparisons.many number
take.comparisons.one
take.conflicts.many number
take.conflicts.one
take.corrections.many number
take.corrections.one
take.download rows
take.events.many number
take.events.one
take.explanations.many number
take.explanations.one
take.gaps.many number
take.gaps.one
take.heading
take.indicators.many number
take.indicators.one
take.jump.many number
take.jump.one
take.observations.many number
take.observations.one
take.of rows
take.recommendations.many number
take.recommendations.one
take.reconciliations.many number
take.reconciliations.one
take.sources.many number
take.sources.one
theme.dark
theme.device
theme.label
theme.light
tier.1
tier.2
tier.2_5
tier.3
timeline.caption
timeline.cause
timeline.columns kind
timeline.differ.many number
timeline.differ.one number
timeline.events.many differ number years
timeline.events.one differ number years
timeline.figures number year
timeline.group.many number years
timeline.group.one number years
timeline.heading
timeline.hover.many kind number year
timeline.hover.one kind number year
timeline.how
timeline.lane.institution
timeline.lane.law
timeline.lane.plan
timeline.lane.treaty
timeline.moment year
timeline.numbers
timeline.year
topics.all
topics.label
undated.explained
undated.heading
unknown.about
unknown.asks
unknown.caption
unknown.disagree
unknown.indicator
unknown.kind.cannot_be_determined
unknown.kind.contradictory
unknown.kind.not_collected
unknown.kind.not_disaggregated
unknown.kind.not_published
unknown.kind.unreliable
unknown.place period place
unknown.reading
unknown.settled
unknown.statements.many number
unknown.statements.one number
unknown.topic.many number topic
unknown.topic.one number topic
unknown.unasked.many number
unknown.unasked.one number
unknown.unknown
value.unit unit
version.changes
version.data date version
workbook.add
workbook.allowed
workbook.back
workbook.choose
workbook.example
workbook.for_example example
workbook.from_breakdown
workbook.from_list name values
workbook.from_long_list name
workbook.holds
workbook.ids
workbook.joined
workbook.label
workbook.layout
workbook.list
workbook.not_here
workbook.not_in_list
workbook.only_adds
workbook.removed
workbook.rows
workbook.see_columns
workbook.several
workbook.sheet
workbook.sheets
workbook.text
workbook.title
workbook.value
xlsx.about
xlsx.any
xlsx.chosen
xlsx.chosen_all
xlsx.chosen_value name values
xlsx.cite
xlsx.code
xlsx.columns
xlsx.contact
xlsx.contact_words product
xlsx.contents
xlsx.derived
xlsx.holds_codes
xlsx.holds_columns
xlsx.holds_notes
xlsx.holds_sources
xlsx.keywords
xlsx.kind
xlsx.licence
xlsx.licence_link licence
xlsx.licence_words licence
xlsx.marker.not_applicable
xlsx.marker.not_available
xlsx.marker.suppressed
xlsx.nothing_gap
xlsx.nothing_silence
xlsx.nothing_suppressed
xlsx.nothing_zero
xlsx.origin
xlsx.reading
xlsx.reading_frozen
xlsx.reading_markers
xlsx.reading_values
xlsx.request
xlsx.request_link
xlsx.row_is_pair
xlsx.rows.many number sheet
xlsx.rows.one number sheet
xlsx.rows_none sheet
xlsx.rows_with
xlsx.sign
xlsx.sign_gap
xlsx.sign_silence
xlsx.stored
xlsx.values
xlsx.version
xlsx.version_words date version
xlsx.view
xlsx.view_link
xlsx.what
xlsx.what_bound
xlsx.what_marker
xlsx.what_nothing
xlsx.what_warning
xlsx.which
xlsx.which_many number
xlsx.words
"""


def asked_for() -> dict[str, frozenset[str]]:
    """The placeholders of every text, by its key."""
    keys = {key: frozenset(names) for key, *names in map(str.split, _ASKED_FOR.strip().splitlines())}
    keys |= {f"{key.removesuffix('.many')}.few": names for key, names in keys.items() if key.endswith(".many")}
    dictionary = (*(f"field.{name}" for name in FIELDS), *(f"table_of.{name}" for name in TABLES))
    return keys | dict.fromkeys(dictionary, frozenset())
