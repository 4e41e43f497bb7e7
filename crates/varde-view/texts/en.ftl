# The texts of the pages in English. The keys are the same in every language.

language-name = English
and = and

# The frame
skip-link = Skip to content
main-ways = Main menu
choose-language = Language
demo = The numbers are invented
demo-why = The department, the files and the numbers here were made to show how Varde works.
as-of = As known on
as-known-on = As known on { $day }
to-now = See the numbers as we know them now
way-strategy = Strategy
way-goals = Goals
way-indicators = Indicators
way-data = Data
to-front = To the front page
foot = Every number can be opened down to the row that it comes from.
you-are-here = You are here

# States
state-met = met
state-on-track = on track
state-off-track = off track
state-not-met = not met
state-too-early = too early
state-unknown = unknown
state-suppressed = suppressed
provisional = provisional

# Months
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# Units. $plural is "one" for exactly 1, else "other".
percentage-points = percentage points
unit-count = {""}
unit-ratio = {""}
unit-per-cent = { $plural ->
    [one] per cent
   *[other] per cent
 }
unit-points = { $plural ->
    [one] point
   *[other] points
 }
unit-persons = { $plural ->
    [one] person
   *[other] persons
 }
unit-fte = { $plural ->
    [one] full-time equivalent
   *[other] full-time equivalents
 }
unit-kr = { $plural ->
    [one] NOK
   *[other] NOK
 }
unit-thousand-kr = { $plural ->
    [one] thousand NOK
   *[other] thousand NOK
 }
unit-study-point-units = { $plural ->
    [one] study point unit
   *[other] study point units
 }
unit-students = { $plural ->
    [one] student
   *[other] students
 }
unit-publications = { $plural ->
    [one] publication
   *[other] publications
 }
unit-projects = { $plural ->
    [one] project
   *[other] projects
 }
unit-points-per-person = { $plural ->
    [one] point per person
   *[other] points per person
 }
unit-applicants-per-place = { $plural ->
    [one] applicant per place
   *[other] applicants per place
 }
unit-candidates = { $plural ->
    [one] graduate
   *[other] graduates
 }
unit-places = { $plural ->
    [one] place
   *[other] places
 }
unit-applicants = { $plural ->
    [one] applicant
   *[other] applicants
 }
unit-days = { $plural ->
    [one] day
   *[other] days
 }
unit-steps = { $plural ->
    [one] step
   *[other] steps
 }
unit-hours = { $plural ->
    [one] hour
   *[other] hours
 }
unit-groups = { $plural ->
    [one] group
   *[other] groups
 }

# Targets
target-at-least = at least { $limit }
target-at-most = at most { $limit }
target-more-than = more than { $limit }
target-less-than = less than { $limit }
target-between = between { $limit } and { $upper }
target-about = about { $limit }
chart-target = target: { $target }

# The answer in a sentence
say-met = { $value } in { $year }: the target of { $target } is met{ $years ->
    [1] {""}
    [2] , for the second year running
    [3] , for the third year running
    [4] , for the fourth year running
    [5] , for the fifth year running
    [6] , for the sixth year running
    [7] , for the seventh year running
   *[other] , { $years } years running
 }.
say-on-track = { $value } in { $year }: on track for the target of { $target } by { $end }.
say-near = { $value } in { $year }: close to the target of { $target }.
say-off-track = { $value } in { $year }: off track for the target of { $target } by { $end }.{ $required ->
    [none] {""}
   *[other] {" "}The path there asked for { $required } in { $year }.
 }
say-not-met = { $value } in { $year }: the target of { $target } is not met. { $side ->
    [over] That is { $gap } too much.
   *[under] It falls short by { $gap }.
 }
say-too-early = { $value } so far for { $year }. It is too early to say whether the target of { $target } will be met.
say-value = { $value } in { $year }.
say-change = { $way ->
    [up] That is { $change } more than in { $before }.
    [down] That is { $change } less than in { $before }.
   *[same] That is the same as in { $before }.
 }
say-provisional = The number is provisional.

# Why there is no number
reason-no-data = We have no data for { $year }, so we don’t know how it stands.
reason-no-denominator = The number for { $year } can’t be computed, because what it is divided by is missing or zero.
reason-no-baseline = The change up to { $year } can’t be computed, because the number of the baseline year is missing.
reason-not-computed-yet = This goal is not computed yet. Its text and requirement are here, but not the number.
reason-too-few-answers = The number for { $year } is hidden, because too few have answered.
reason-protected = The number for { $year } is hidden to protect persons: few stand behind it, or behind a number that it would give away.
reason-fewer-than-five = The number for { $year } is hidden, because it concerns fewer than five persons.
reason-cohort-not-mature = It is too early to say anything about { $year }: the time that the cohort has is not over.
reason-before-baseline = { $year } is before the baseline year, so there is nothing to compare with.
reason-other = There is no number for { $year }.
not-computed-short = Not computed yet
no-data-at-all = No data yet
no-owner = No owner

# The front page
home-sentence = { $met } of { $computed } computed goals are met.
attention-off-track = { $n ->
    [1] One is off track:
    [2] Two are off track:
    [3] Three are off track:
    [4] Four are off track:
    [5] Five are off track:
   *[other] { $n } are off track:
 }
attention-not-met = { $n ->
    [1] One is not met:
    [2] Two are not met:
    [3] Three are not met:
    [4] Four are not met:
    [5] Five are not met:
   *[other] { $n } are not met:
 }
home-remainder = { $n ->
    [0] {""}
    [1] One of the strategy’s { $all } goals is not computed yet.
   *[other] { $n } of the strategy’s { $all } goals are not computed yet.
 }
vision = Vision
mission = Mission
map = The strategy as a map
map-help = Each area is a cairn and each goal a stone. The cairns stand on the strategy’s two pillars.
map-skip = Skip the map, to the list
pillars = Pillars
legend = States
legend-count = { $n ->
    [1] 1 goal
   *[other] { $n } goals
 }
area-summary = { $computed ->
    [0] { $all } goals, none computed
   *[other] { $met } of { $computed } computed met
 }
area-goals = { $all ->
    [1] 1 goal
   *[other] { $all } goals
 }
list = The goals
list-help = The value is from the latest year that says anything. The small curve runs from the strategy’s first year to its last.
trend-words = From { $from } in { $first } to { $to } in { $last }
bullets-of-area = Strategy bullets
filter = Show only
filter-state = State
filter-area = Area
filter-owner = Owner
filter-any = All
filter-show = Show
filter-all = Show all goals
filtered = { $n ->
    [0] No goals fit what you have chosen.
    [1] Showing one of { $all } goals.
   *[other] Showing { $n } of { $all } goals.
 }

# Lists
goals-title = All goals
goals-sentence = { $n ->
    [0] None of the { $all } goals fit what you have chosen.
   *[other] { $n } of { $all } goals, { $computed } of them with numbers.
 }
indicators-title = All indicators
indicators-sentence = { $all } indicators, { $known } of them with numbers.
indicators-of-goals = Settle a goal
indicators-alone = Have numbers, but settle no goal
indicators-without-data = Without data yet
column-id = Code
column-goal = Goal
column-indicator = Indicator
column-area = Area
column-owner = Owner
column-state = State
column-value = Value
column-unit = Unit
column-target = Target
column-trend = Trend
column-change = Change
column-year = Year
column-required = Path asks for
column-reason = Note
change-help = Change from the year before
files = Take with you
file-csv = CSV
file-xlsx = Excel
scroll-table = Table that can be scrolled sideways

# Goal and indicator
fact-owner = Owner
fact-target = The target is
fact-requirement = The requirement in words
fact-baseline = Baseline
fact-limit = The limit
set-by-us = The strategy gives no number. The limit is set here.
fact-judged = Judged
judged-every-year = Each year by itself
judged-by-end = At the end of { $end }; before that against a straight path from the baseline
judged-each-survey = At each survey
judged-at-any-time = At any time: the lowest number of the year counts
fact-kind = Settled
kind-quantified = By a number
kind-coverage = By coverage in registers
kind-judged = By judgement, with criteria and evidence
fact-status = Status
provisional-words = Provisional
final-words = Final
fact-better = Direction
better-higher = Higher is better
better-lower = Lower is better
better-target = Closest to the target is best
fact-valid-from = Valid from
fact-id = Code
facts = Facts
baseline = baseline
chart-heading = Year by year
years-heading = Numbers for each year
years-note = Choose a year to open it.
legend-suppressed = Hatched years are hidden to protect persons.
legend-provisional = Dashed ring: provisional number.
legend-gap = Dash on the ground line: no number for the year.
break-words = Break in the series from { $year }: { $reason }
computed-heading = How the number is computed
change-since = Change since { $year }: { $measure }
measure-in-year = { $measure } in { $year }
upper-part = Above the line
lower-part = Below the line
how-value = The number is counted or summed directly.
how-ratio = The one number divided by the other.
how-ratio-window = The sum of the last { $window } years above the line, divided by the sum of the same years below.
how-growth = The change since the baseline year, as a part of the number in the baseline year.
how-index = The number divided by that of the baseline year.
how-smallest-share = The weakest result counts: each must meet the requirement by itself.
how-improved-or-balanced = We count how many are in balance or have come closer.
how-relative-growth = The growth divided by the larger of the other growths.
shown-as = shown as { $shown }
definition = Definition
definition-source = Source of the definition
reading-heading = How we read it
other-readings = Read in another way
rows-heading = The rows
rows-lead = The number can be opened to the rows that it stands on, each with file and line.
open-rows = Open the rows for { $year }
rows-hidden = The rows are not shown, because few persons stand behind the number.
rows-none = There are no rows to open.
history-heading = What we knew before
history-lead = The number for { $year } has changed as new files came in. Choose a day to see the page as it was then.
history-none = The number for { $year } has been the same since it became known.
history-day = Known from
history-why = Why?
history-why-label = Why the number changed { $day }

# Why a number has changed
bridge-title = Why the number has changed
bridge-known = As we knew it { $day }
bridge-changed = The number for { $year } was { $before ->
    [none] unknown
   *[other] { $before }
 } as we knew it { $from }, and is { $after ->
    [none] unknown
   *[other] { $after }
 } as we knew it { $to }. The change comes from { $causes }.
bridge-value-same = The value for { $year } is the same { $from } and { $to }, but what it stands on has changed.
bridge-same = The number for { $year } was the same { $from } and { $to }.
bridge-step = What changed the number
bridge-picture = Picture
bridge-came = Deliveries that came
bridge-went = Deliveries that went out
bridge-delivery = { $file } ({ $source }), known { $day }
cause-new-data = New data
cause-new-data-about = Deliveries about what nobody had delivered before.
cause-corrected-data = Corrected data
cause-corrected-data-about = Deliveries that took the place of others, and those that were taken out.
cause-definition = Changed definition
cause-definition-about = The strategy pack computes in another way than the one in force then.
cause-units = Changed organisation
cause-units-about = Units and codes are others than those in force then.
bullets-heading = Strategy bullets that serve the goal
bullets-none = No strategy bullets are tied to the goal.
notes-heading = Notes
conflicts = Hard to meet together with
serves = Serves the pillar
goals-of-indicator = Goals that the indicator settles
neighbours = The goals beside it
back-to-area = Back to the area
no-number-heading = Without a number

# Bullet
bullet-kind = Strategy bullet
bullet-sentence = { $goals ->
    [0] The bullet is not tied to any goal.
    [1] The bullet serves one goal.
   *[other] The bullet serves { $goals } goals.
 }{ $computed ->
    [0] {""}
    [1] {" "}One of them has a number, and { $met } are met.
   *[other] {" "}{ $computed } of them have numbers, and { $met } are met.
 }
bullet-capability = What Varde gives
bullet-goals = Goals that the bullet serves
bullet-actions = Actions
bullet-no-action = No action registered yet.
bullet-others = Other strategy bullets in the area

# Rows
column-row = The row
withdrawn-already = The delivery was withdrawn on { $day }: { $why }
rows-title = The rows under the number
rows = { $n ->
    [1] { $shown } row
   *[other] { $shown } rows
 }
rows-sentence = The number for { $year } stands on { $n ->
    [0] no rows
    [1] one row
   *[other] { $shown } rows
 }.
part-numerator = Above the line
part-denominator = Below the line
part-baseline = In the baseline year
part-value = The number
row-weight = Counts
row-place = File and line
row-known = Known from
file-line = { $file }, line { $line }
more-in-file = { $shown } of { $all } rows are shown here. The files have them all.

# Data
data-title = Data
data-sentence = { $fine } of { $all } { $all ->
    [1] source
   *[other] sources
 } are up to date.
data-late = { $source } for { $year } is missing.
data-grid = Sources year by year
data-grid-help = Filled square: delivered. Half square: delivered, but some rows were rejected. Square with an exclamation mark: should have been here.
data-silent = Sources without a delivery
data-none = Nothing has been delivered yet. Load a file with “varde import SOURCE FILE”.
cell-whole = delivered
cell-part = delivered, with rejected rows
cell-late = missing
cell-none = not delivered
cell-register = register without years: the latest delivery holds
deliveries = Deliveries
deliveries-lead = The newest comes first.
source = Source
source-latest = Latest delivery
tables = Tables
tables-lead = See the rows that hold now, or take them with you.
delivery = Delivery
delivery-title = Delivery { $batch }
delivery-sentence = { $n ->
    [1] One row was loaded
   *[other] { $rows } rows were loaded
 }, { $rejected ->
    [0] none were rejected
    [1] one was rejected
   *[other] { $rejected } were rejected
 }. { $status }
status-in-force = in force
status-replaced = replaced
status-withdrawn = withdrawn
status-in-force-sentence = The delivery is in force.
status-replaced-sentence = It is replaced by a newer delivery.
status-withdrawn-sentence = It is withdrawn and does not count.
column-file = File
column-known = Known from
column-imported = Loaded
column-by = By
column-rows = Rows
column-new = New
column-changed = Changed
column-gone = Gone
column-rejected = Rejected
column-status = Status
column-line = Line
column-column = Column
column-wrong = What is wrong
column-count = Count
column-before = Before
column-after = After
fact-file = File
fact-known = Known from
fact-imported = Loaded
fact-by = Loaded by
fact-periods = Covers
fact-new = New rows
fact-changed = Changed rows
fact-gone = Rows that went away
fact-rejected = Rejected rows
fact-hash = SHA-256 of the file
fact-withdrawn = Withdrawn
delivery-cut = These columns were cut before the file was kept: { $columns }.
reasons-heading = Rejected rows
reasons-lead = The rest of the file is loaded. Correct the rows at their source and load again.
see-rejected = See the rejected rows
moved-heading = Numbers that moved
moved-none = No goals or indicators changed.
delivery-table = The table that it filled
line-title = Line { $line } of { $file }
line-sentence = This is how line { $line } stands in the file that was delivered { $day }.
line-none = The file { $file } has no line { $line }, or it is no longer in the data directory.
line-region = Lines of the file
line-text = As it stands in the file
conditions-heading = What must hold too
conditions-lead = The goal is met only when all of this holds.
condition = Condition
conditions-missing = { $n ->
    [1] One more condition does not hold
   *[other] { $n } more conditions do not hold
 }: { $conditions }.
rubric-heading = The scale
rubric-here = This is where the goal stands.
fact-kept-as = Kept as
fact-cut = Columns that were cut
rejected-title = Rejected rows
rejected-sentence = { $n ->
    [0] No rows of { $file } were rejected.
    [1] One row of { $file } was rejected.
   *[other] { $n } rows of { $file } were rejected.
 }
withdraw = Withdraw the delivery
withdraw-title = Withdraw the delivery
withdraw-sentence = { $file }, known from { $day }, will no longer count. What held before it holds again, and all numbers that build on it are computed anew. The file and the rows are not deleted.
withdraw-reason = Why is it withdrawn?
withdraw-reason-help = Write it so that a colleague understands it in three years.
withdraw-yes = Withdraw
withdraw-no = Cancel
withdraw-no-reason = Write a reason before you withdraw the delivery.
table-empty = The table has no rows.
table-range = Rows { $first } to { $last }.
page-before = Earlier rows
page-after = More rows
personal-none = The rows say nothing about persons.
personal-pseudonymous = The rows are about persons under a code.
personal-personal = The rows hold personal data.
personal-sensitive = The rows hold sensitive personal data.
retention = Kept

# Programmes and groups, one by one
slices-heading = One by one
slice-programme = Study programme
slice-group_id = Academic group
fact-definition = Definition
fact-pack = Pack
fact-fingerprint = Fingerprint
fact-entered-baseline = The baseline was entered from
provenance-lead = How to find exactly this number again:

# Why a row was rejected
reject-ambiguous-number = The number can be read in two ways
reject-duplicate-key = The same key is on several rows
reject-error-cell = The workbook shows an error in the cell
reject-missing-value = The value is missing
reject-not-a-date = Not a date
reject-not-a-number = Not a number
reject-not-a-whole-number = Not a whole number
reject-not-a-year = Not a year
reject-not-allowed = Not one of the values allowed
reject-not-allowed-of = Not one of the allowed values: { $allowed }
reject-not-yes-or-no = Neither yes nor no
reject-time-of-day = A time of day where a date should be
reject-too-large = Too large
reject-too-small = Too small
reject-too-large-of = Larger than { $allowed }
reject-too-small-of = Smaller than { $allowed }
reject-too-many-decimals = Too many decimals
reject-two-digit-year = A year of two digits

# Errors
wrong-next = Where to go
wrong-no-page = There is no such page
wrong-no-page-why = The address leads nowhere. It may be misspelt, or the page has a new address.
wrong-no-goal = There is no such goal
wrong-no-goal-why = The strategy has no goal with the code “{ $what }”.
wrong-no-indicator = There is no such indicator
wrong-no-indicator-why = No indicator is defined with the code “{ $what }”.
wrong-no-bullet = There is no such bullet
wrong-no-bullet-why = The strategy has no bullet with the code “{ $what }”.
wrong-no-data = Not found
wrong-no-data-why = There is no delivery or table called “{ $what }”.
wrong-bad-question = The address can’t be read
wrong-bad-question-why = We don’t understand “{ $what }”. A year is written as 2024 and a day as 2024-05-01.
wrong-foreign = The form was not accepted
wrong-foreign-why = It was sent from another site than this one. Open the page here and try again.
wrong-not-allowed = You have no access
wrong-not-allowed-why = The rows here can’t be shown to you.
wrong-refused = It could not be done
wrong-refused-why = { $what }
wrong-ours = Something went wrong on our side
wrong-ours-why = The fault is in the log under the number { $what }. Try again, and report the number if that doesn’t help.

# Closed years and the final account
year-closed = Closed { $day }.
year-restated = Reported as { $value } ({ $state }) when the year was closed { $day }.
year-why-label = Why the number for { $year } is another than the one reported
account-title = Final account
account-sentence = The strategy for { $from }–{ $to } was concluded { $day } by { $by }: { $counts }.
account-not-yet = The strategy for { $from }–{ $to } is not concluded. With what we know now, the account would be: { $counts }.
account-how = When the last year's numbers are in, conclude the strategy with varde close strategy. The account then keeps the numbers as they were, also if data are corrected later.
account-known = The numbers are as we knew it { $day }.
account-changed = { $n ->
    [one] One goal is another now than when the account was made.
   *[other] { $n } goals are others now than when the account was made.
 }
account-ended = Ended at
account-now = Now
account-count = { $n } { $state }
account-link = The final account

# small numbers
exact = Exact numbers, not for publishing
exact-why = You also see numbers that few persons stand behind. Do not pass them on.
to-published = Show only what may be published
to-exact = Show exact numbers
small-hidden = Numbers that few persons stand behind are hidden.

# Findings in the data
findings-title = Findings in the data
findings-sentence = { $n ->
    [0] No open findings.
    [one] 1 open finding: { $errors } errors, { $warnings } warnings, { $notes } notes.
   *[other] { $n } open findings: { $errors } errors, { $warnings } warnings, { $notes } notes.
 }
findings-sentence-accepted = { $n ->
    [0] No finding is accepted.
    [one] 1 finding is accepted with a reason.
   *[other] { $n } findings are accepted with a reason.
 }
findings-count = { $n ->
    [one] 1 finding
   *[other] { $n } findings
 }
findings-more = The page shows the { $shown } most serious of { $all }. Choose severity, source or owner to see others.
findings-all = Show all open findings
findings-about = Findings that touch
findings-accepted = Accepted
findings-touch = { $n ->
    [one] 1 open finding touches the data behind the number
   *[other] { $n } open findings touch the data behind the number
 }{ $errors ->
    [0] {""}
    [one] , 1 of them an error
   *[other] , { $errors } of them errors
 }
findings-open-link = { $n ->
    [0] No open findings in the data
    [one] 1 open finding in the data
   *[other] { $n } open findings in the data
 }
filter-severity = Severity
filter-standing = Show
severity-error = Error
severity-warning = Warning
severity-note = Note
column-finding = Finding
fact-unit = Unit
fact-rule = Rule
finding-rows = The rows behind the finding
finding-rows-hidden = The rows are about persons, and you have no access to them.
finding-no-rows = The finding is about something that is missing, so it has no rows.
finding-more-rows = These are the first { $shown } of { $all } rows.
finding-said = What has been said
finding-accepted = Accepted { $day } by { $by }: { $why }
finding-reopened = Opened again { $day } by { $by }: { $why }
finding-accept = Accept the finding
finding-accept-help = It is accepted until its values change, also when the same data are delivered again.
finding-accept-yes = Accept
finding-reopen = Open the finding again
finding-reopen-help = The reason that was given stays in the history.
finding-reopen-yes = Open again
finding-why = Why?
finding-no-reason = Write why.

# Completeness
complete-heading = What is delivered for { $year }
complete-lead = When each source came, when it is expected, and what is late. Other years:
complete-due = Expected by
complete-stands = Status
complete-provisional = Provisional until
rows-heading-short = Rows
complete-delivered = Delivered
complete-whole = delivered
complete-partly = { $there } of { $all } parts are delivered
complete-late = late since { $day }
complete-expected = expected by { $day }
complete-not-expected = not expected

# Official numbers beside
official-heading = Official number beside
official-lead = The official series stands by itself and is never mixed with the local one.
official-none = There is no official number for this unit, or it has not been delivered.
official-picture = { $title }, { $from }–{ $to }, as the official source has it.
official-local = Local
official-official = Official
official-difference = Difference
official-settled = Final official numbers
official-provisional = Provisional official numbers
official-why = Why they differ
gap-cut-off = Count date or deadline
gap-definition = Definition
gap-coverage = What is included
gap-rounding = Rounding
