# Sidenes tekster på bokmål. Nøklene er de samme i alle språk.

language-name = Norsk bokmål
and = og

# Rammen
skip-link = Til innholdet
main-ways = Hovedmeny
choose-language = Språk
demo = Tallene er oppdiktet
demo-why = Instituttet, filene og tallene her er laget for å vise hvordan Varde virker.
as-of = Slik vi visste det
as-known-on = Slik vi visste det { $day }
to-now = Se tallene slik vi kjenner dem nå
way-strategy = Strategien
way-goals = Mål
way-indicators = Indikatorer
way-data = Data
to-front = Til forsiden
foot = Hvert tall kan åpnes helt ned til raden det kommer fra.
you-are-here = Du er her

# Tilstander
state-met = nådd
state-on-track = i rute
state-off-track = ute av kurs
state-not-met = ikke nådd
state-too-early = for tidlig
state-unknown = ukjent
state-suppressed = skjult
provisional = foreløpig

# Måned for måned
month-1 = januar
month-2 = februar
month-3 = mars
month-4 = april
month-5 = mai
month-6 = juni
month-7 = juli
month-8 = august
month-9 = september
month-10 = oktober
month-11 = november
month-12 = desember

# Enheter. $plural er «one» for nøyaktig 1, ellers «other».
percentage-points = prosentpoeng
unit-count = {""}
unit-ratio = {""}
unit-per-cent = { $plural ->
    [one] prosent
   *[other] prosent
 }
unit-points = { $plural ->
    [one] poeng
   *[other] poeng
 }
unit-persons = { $plural ->
    [one] person
   *[other] personer
 }
unit-fte = { $plural ->
    [one] årsverk
   *[other] årsverk
 }
unit-kr = { $plural ->
    [one] krone
   *[other] kroner
 }
unit-thousand-kr = { $plural ->
    [one] tusen kroner
   *[other] tusen kroner
 }
unit-study-point-units = { $plural ->
    [one] studiepoengenhet
   *[other] studiepoengenheter
 }
unit-students = { $plural ->
    [one] student
   *[other] studenter
 }
unit-publications = { $plural ->
    [one] publikasjon
   *[other] publikasjoner
 }
unit-projects = { $plural ->
    [one] prosjekt
   *[other] prosjekter
 }
unit-points-per-person = { $plural ->
    [one] poeng per person
   *[other] poeng per person
 }
unit-applicants-per-place = { $plural ->
    [one] søker per plass
   *[other] søkere per plass
 }
unit-candidates = { $plural ->
    [one] kandidat
   *[other] kandidater
 }
unit-places = { $plural ->
    [one] plass
   *[other] plasser
 }
unit-applicants = { $plural ->
    [one] søker
   *[other] søkere
 }
unit-days = { $plural ->
    [one] dag
   *[other] dager
 }
unit-steps = { $plural ->
    [one] trinn
   *[other] trinn
 }
unit-hours = { $plural ->
    [one] time
   *[other] timer
 }
unit-groups = { $plural ->
    [one] gruppe
   *[other] grupper
 }

# Krav
target-at-least = minst { $limit }
target-at-most = høyst { $limit }
target-more-than = mer enn { $limit }
target-less-than = mindre enn { $limit }
target-between = mellom { $limit } og { $upper }
target-about = om lag { $limit }
chart-target = mål: { $target }

# Svaret i en setning
say-met = { $value } i { $year }: målet på { $target } er nådd{ $years ->
    [1] {""}
    [2] , for andre år på rad
    [3] , for tredje år på rad
    [4] , for fjerde år på rad
    [5] , for femte år på rad
    [6] , for sjette år på rad
    [7] , for sjuende år på rad
   *[other] , { $years } år på rad
 }.
say-on-track = { $value } i { $year }: i rute mot målet på { $target } innen { $end }.
say-near = { $value } i { $year }: nær målet på { $target }.
say-off-track = { $value } i { $year }: ute av kurs mot målet på { $target } innen { $end }.{ $required ->
    [none] {""}
   *[other] {" "}Veien dit krevde { $required } i { $year }.
 }
say-not-met = { $value } i { $year }: målet på { $target } er ikke nådd. { $side ->
    [over] Det er { $gap } for mye.
   *[under] Det mangler { $gap }.
 }
say-too-early = { $value } så langt for { $year }. Det er for tidlig å si om målet på { $target } blir nådd.
say-value = { $value } i { $year }.
say-change = { $way ->
    [up] Det er { $change } mer enn i { $before }.
    [down] Det er { $change } mindre enn i { $before }.
   *[same] Det er det samme som i { $before }.
 }
say-provisional = Tallet er foreløpig.

# Hvorfor det ikke er noe tall
reason-no-data = Vi har ingen data for { $year }, så vi vet ikke hvordan det står til.
reason-no-denominator = Tallet for { $year } kan ikke regnes ut, fordi det det deles på, mangler eller er null.
reason-no-baseline = Endringen fram til { $year } kan ikke regnes ut, fordi tallet for utgangsåret mangler.
reason-not-computed-yet = Dette målet regnes ikke ut ennå. Teksten og kravet er på plass, men ikke tallet.
reason-too-few-answers = Tallet for { $year } er skjult, fordi for få har svart.
reason-protected = Tallet for { $year } er skjult av hensyn til personvernet: få personer står bak det, eller bak et tall som det ville røpe.
reason-fewer-than-five = Tallet for { $year } er skjult, fordi det gjelder færre enn fem personer.
reason-cohort-not-mature = Det er for tidlig å si noe om { $year }: tiden som kullet har på seg, er ikke ute.
reason-before-baseline = { $year } er før utgangsåret, så det er ikke noe å sammenlikne med.
reason-other = Det finnes ikke noe tall for { $year }.
not-computed-short = Regnes ikke ut ennå
no-data-at-all = Ingen data ennå
no-owner = Ingen eier

# Forsiden
home-sentence = { $met } av { $computed } beregnede mål er nådd.
attention-off-track = { $n ->
    [1] Ett er ute av kurs:
    [2] To er ute av kurs:
    [3] Tre er ute av kurs:
    [4] Fire er ute av kurs:
    [5] Fem er ute av kurs:
   *[other] { $n } er ute av kurs:
 }
attention-not-met = { $n ->
    [1] Ett er ikke nådd:
    [2] To er ikke nådd:
    [3] Tre er ikke nådd:
    [4] Fire er ikke nådd:
    [5] Fem er ikke nådd:
   *[other] { $n } er ikke nådd:
 }
home-remainder = { $n ->
    [0] {""}
    [1] Ett av strategiens { $all } mål regnes ikke ut ennå.
   *[other] { $n } av strategiens { $all } mål regnes ikke ut ennå.
 }
vision = Visjon
mission = Oppdrag
map = Strategien som kart
map-help = Hvert område er en varde, og hvert mål er en stein. Varden står på strategiens to bærebjelker.
map-skip = Hopp over kartet, til lista
pillars = Bærebjelker
legend = Tilstander
legend-count = { $n } mål
area-summary = { $computed ->
    [0] { $all } mål, ingen beregnet
   *[other] { $met } av { $computed } beregnede nådd
 }
area-goals = { $all } mål
list = Målene
list-help = Verdien er fra det siste året som sier noe. Den lille kurven går fra strategiens første år til det siste.
trend-words = Fra { $from } i { $first } til { $to } i { $last }
bullets-of-area = Strategipunkter
filter = Vis bare
filter-state = Tilstand
filter-area = Område
filter-owner = Eier
filter-any = Alle
filter-show = Vis
filter-all = Vis alle mål
filtered = { $n ->
    [0] Ingen mål passer med det du har valgt.
    [1] Viser ett av { $all } mål.
   *[other] Viser { $n } av { $all } mål.
 }

# Lister
goals-title = Alle mål
goals-sentence = { $n ->
    [0] Ingen av de { $all } målene passer med det du har valgt.
   *[other] { $n } av { $all } mål, { $computed } av dem med tall.
 }
indicators-title = Alle indikatorer
indicators-sentence = { $all } indikatorer, { $known } av dem med tall.
indicators-of-goals = Avgjør et mål
indicators-alone = Har tall, men avgjør ikke noe mål
indicators-without-data = Uten data ennå
column-id = Kode
column-goal = Mål
column-indicator = Indikator
column-area = Område
column-owner = Eier
column-state = Tilstand
column-value = Verdi
column-unit = Enhet
column-target = Krav
column-trend = Utvikling
column-change = Endring
column-year = År
column-required = Veien krever
column-reason = Merknad
change-help = Endring fra året før
files = Ta med deg
file-csv = CSV
file-xlsx = Excel
scroll-table = Tabell som kan rulles sidelengs

# Mål og indikator
fact-owner = Eier
fact-target = Målet er
fact-requirement = Kravet i ord
fact-baseline = Utgangspunkt
fact-limit = Grensen
set-by-us = Strategien gir ikke noe tall. Grensen er satt her.
fact-judged = Vurderes
judged-every-year = Hvert år for seg
judged-by-end = Ved utgangen av { $end }; før det mot en rett vei fra utgangspunktet
judged-each-survey = Ved hver undersøkelse
judged-at-any-time = Til enhver tid: det laveste antallet i året teller
fact-kind = Avgjøres
kind-quantified = Med et tall
kind-coverage = Ved dekning i registre
kind-judged = Med skjønn, etter kriterier og belegg
fact-status = Status
provisional-words = Foreløpig
final-words = Endelig
fact-better = Retning
better-higher = Høyere er bedre
better-lower = Lavere er bedre
better-target = Nærmest målet er best
fact-valid-from = Gjelder fra
fact-id = Kode
facts = Fakta
baseline = utgangspunkt
chart-heading = År for år
years-heading = Tall for hvert år
years-note = Velg et år for å åpne det.
legend-suppressed = Skraverte år er skjult av hensyn til personvernet.
legend-provisional = Stiplet ring: foreløpig tall.
legend-gap = Strek på grunnlinja: ingen tall for året.
break-words = Brudd i serien fra { $year }: { $reason }
computed-heading = Slik er tallet regnet ut
change-since = Endring siden { $year }: { $measure }
measure-in-year = { $measure } i { $year }
upper-part = Over streken
lower-part = Under streken
how-value = Tallet er telt eller summert direkte.
how-ratio = Det ene tallet delt på det andre.
how-ratio-window = Summen av de { $window } siste årene over streken, delt på summen av de samme årene under.
how-growth = Endringen siden utgangsåret, som del av tallet i utgangsåret.
how-index = Tallet delt på tallet i utgangsåret.
how-smallest-share = Det svakeste resultatet teller: alle må oppfylle kravet hver for seg.
how-improved-or-balanced = Vi teller hvor mange som er i balanse eller er kommet nærmere.
how-relative-growth = Veksten delt på den av de andre vekstene som er størst.
shown-as = vist som { $shown }
definition = Definisjon
definition-source = Kilde for definisjonen
reading-heading = Slik leser vi det
other-readings = Lest på en annen måte
rows-heading = Radene
rows-lead = Tallet kan åpnes til radene det står på, hver med fil og linje.
open-rows = Åpne radene for { $year }
rows-hidden = Radene vises ikke, fordi få personer står bak tallet.
rows-none = Det er ingen rader å åpne.
history-heading = Hva vi visste før
history-lead = Tallet for { $year } har endret seg etter hvert som nye filer er kommet inn. Velg en dag for å se siden slik den var da.
history-none = Tallet for { $year } har vært det samme siden det ble kjent.
history-day = Kjent fra
history-why = Hvorfor?
history-why-label = Hvorfor tallet endret seg { $day }

# Hvorfor et tall er endret
bridge-title = Hvorfor tallet er endret
bridge-known = Slik vi visste det { $day }
bridge-changed = Tallet for { $year } var { $before ->
    [none] ukjent
   *[other] { $before }
 } slik vi visste det { $from }, og er { $after ->
    [none] ukjent
   *[other] { $after }
 } slik vi visste det { $to }. Endringen kommer av { $causes }.
bridge-value-same = Verdien for { $year } er den samme { $from } og { $to }, men det den står på, er endret.
bridge-same = Tallet for { $year } var det samme { $from } og { $to }.
bridge-step = Hva som endret tallet
bridge-picture = Bilde
bridge-came = Leveranser som kom til
bridge-went = Leveranser som gikk ut
bridge-delivery = { $file } ({ $source }), kjent { $day }
cause-new-data = Nye data
cause-new-data-about = Leveranser om det ingen hadde levert noe om før.
cause-corrected-data = Rettede data
cause-corrected-data-about = Leveranser som tok plassen til andre, og slike som ble trukket.
cause-definition = Endret definisjon
cause-definition-about = Strategipakken regner på en annen måte enn den som gjaldt da.
cause-units = Endret organisasjon
cause-units-about = Enheter og koder er andre enn de som gjaldt da.
bullets-heading = Strategipunkter som tjener målet
bullets-none = Ingen strategipunkter er knyttet til målet.
notes-heading = Merknader
conflicts = Lar seg vanskelig nå samtidig med
serves = Tjener bærebjelken
goals-of-indicator = Mål som indikatoren avgjør
neighbours = Målene ved siden av
back-to-area = Tilbake til området
no-number-heading = Uten tall

# Strategipunkt
bullet-kind = Strategipunkt
bullet-sentence = { $goals ->
    [0] Punktet er ikke knyttet til noe mål.
    [1] Punktet tjener ett mål.
   *[other] Punktet tjener { $goals } mål.
 }{ $computed ->
    [0] {""}
    [1] {" "}Ett av dem har tall, og { $met } er nådd.
   *[other] {" "}{ $computed } av dem har tall, og { $met } er nådd.
 }
bullet-capability = Det Varde gir
bullet-goals = Mål som punktet tjener
bullet-actions = Tiltak
bullet-no-action = Ingen tiltak er registrert ennå.
bullet-others = Andre strategipunkter i området

# Rader
column-row = Raden
withdrawn-already = Leveransen ble tatt ut { $day }: { $why }
rows-title = Radene under tallet
rows = { $n ->
    [1] { $shown } rad
   *[other] { $shown } rader
 }
rows-sentence = Tallet for { $year } står på { $n ->
    [0] ingen rader
    [1] én rad
   *[other] { $shown } rader
 }.
part-numerator = Over streken
part-denominator = Under streken
part-baseline = I utgangsåret
part-value = Tallet
row-weight = Teller
row-place = Fil og linje
row-known = Kjent fra
file-line = { $file }, linje { $line }
more-in-file = Her vises { $shown } av { $all } rader. Filene har alle.

# Data
data-title = Data
data-sentence = { $fine } av { $all } { $all ->
    [1] kilde
   *[other] kilder
 } er à jour.
data-late = { $source } for { $year } mangler.
data-grid = Kilder år for år
data-grid-help = Fylt rute: levert. Halv rute: levert, men noen rader er avvist. Rute med utropstegn: skulle ha vært her.
data-silent = Kilder uten leveranse
data-none = Ingenting er levert ennå. Last inn en fil med «varde import KILDE FIL».
cell-whole = levert
cell-part = levert, med avviste rader
cell-late = mangler
cell-none = ikke levert
cell-register = register uten år: den siste leveransen gjelder
deliveries = Leveranser
deliveries-lead = Den nyeste står først.
source = Kilde
source-latest = Siste leveranse
tables = Tabeller
tables-lead = Se radene som gjelder nå, eller ta dem med deg.
delivery = Leveranse
delivery-title = Leveranse { $batch }
delivery-sentence = { $n ->
    [1] Én rad er lastet inn
   *[other] { $rows } rader er lastet inn
 }, { $rejected ->
    [0] ingen er avvist
    [1] én er avvist
   *[other] { $rejected } er avvist
 }. { $status }
status-in-force = gjelder
status-replaced = erstattet
status-withdrawn = tatt ut
status-in-force-sentence = Leveransen gjelder nå.
status-replaced-sentence = Den er erstattet av en nyere leveranse.
status-withdrawn-sentence = Den er tatt ut og teller ikke.
column-file = Fil
column-known = Kjent fra
column-imported = Lastet inn
column-by = Av
column-rows = Rader
column-new = Nye
column-changed = Endret
column-gone = Borte
column-rejected = Avvist
column-status = Status
column-line = Linje
column-column = Kolonne
column-wrong = Hva som er galt
column-count = Antall
column-before = Før
column-after = Etter
fact-file = Fil
fact-known = Kjent fra
fact-imported = Lastet inn
fact-by = Lastet inn av
fact-periods = Gjelder
fact-new = Nye rader
fact-changed = Endrede rader
fact-gone = Rader som ble borte
fact-rejected = Avviste rader
fact-hash = Filens SHA-256
fact-withdrawn = Tatt ut
delivery-cut = Disse kolonnene er klippet bort før fila ble lagret: { $columns }.
reasons-heading = Avviste rader
reasons-lead = Resten av fila er lastet inn. Rett radene i kilden og last inn på nytt.
see-rejected = Se de avviste radene
moved-heading = Tall som flyttet seg
moved-none = Ingen mål eller indikatorer endret seg.
delivery-table = Tabellen den fylte
rejected-title = Avviste rader
rejected-sentence = { $n ->
    [0] Ingen rader i { $file } er avvist.
    [1] Én rad i { $file } er avvist.
   *[other] { $n } rader i { $file } er avvist.
 }
line-title = Linje { $line } i { $file }
line-sentence = Slik står linje { $line } i fila som ble levert { $day }.
line-none = Fila { $file } har ingen linje { $line }, eller den ligger ikke lenger i datamappen.
line-region = Linjer i fila
line-text = Slik det står i fila
conditions-heading = Det som også må holde
conditions-lead = Målet er først nådd når alt dette holder.
condition = Krav
conditions-missing = { $n ->
    [1] Et krav til er ikke oppfylt
   *[other] { $n } krav til er ikke oppfylt
 }: { $conditions }.
rubric-heading = Skalaen
rubric-here = Her står målet.
fact-kept-as = Lagret som
fact-cut = Kolonner som er klippet bort
withdraw = Ta ut leveransen
withdraw-title = Ta ut leveransen
withdraw-sentence = { $file }, kjent fra { $day }, slutter å telle. Det som gjaldt før den, gjelder igjen, og alle tall som bygger på den, blir regnet ut på nytt. Fila og radene blir ikke slettet.
withdraw-reason = Hvorfor tas den ut?
withdraw-reason-help = Skriv det slik at en kollega skjønner det om tre år.
withdraw-yes = Ta ut
withdraw-no = Avbryt
withdraw-no-reason = Skriv en grunn før du tar ut leveransen.
table-empty = Tabellen har ingen rader.
table-range = Rad { $first } til { $last }.
page-before = Forrige rader
page-after = Neste rader
personal-none = Radene sier ikke noe om personer.
personal-pseudonymous = Radene gjelder personer under kode.
personal-personal = Radene inneholder personopplysninger.
personal-sensitive = Radene inneholder følsomme personopplysninger.
retention = Oppbevares

# Programmer og grupper, hver for seg
slices-heading = Hver for seg
slice-programme = Studieprogram
slice-group_id = Faggruppe
fact-definition = Definisjon
fact-pack = Pakke
fact-fingerprint = Avtrykk
fact-entered-baseline = Utgangspunktet er ført inn fra
provenance-lead = Slik finner du igjen nøyaktig dette tallet:

# Hvorfor en rad er avvist
reject-ambiguous-number = Tallet kan leses på to måter
reject-duplicate-key = Samme nøkkel står på flere rader
reject-error-cell = Regnearket viser en feil i cella
reject-missing-value = Verdien mangler
reject-not-a-date = Ikke en dato
reject-not-a-number = Ikke et tall
reject-not-a-whole-number = Ikke et helt tall
reject-not-a-year = Ikke et årstall
reject-not-allowed = Ikke en av verdiene som er lov
reject-not-allowed-of = Ikke en av verdiene som er lov: { $allowed }
reject-not-yes-or-no = Verken ja eller nei
reject-time-of-day = Et klokkeslett der det skulle stått en dato
reject-too-large = For stort
reject-too-small = For lite
reject-too-large-of = Større enn { $allowed }
reject-too-small-of = Mindre enn { $allowed }
reject-too-many-decimals = For mange desimaler
reject-two-digit-year = Årstall med to sifre

# Feil
wrong-next = Gå videre
wrong-no-page = Siden finnes ikke
wrong-no-page-why = Adressen fører ingen steder. Den kan være skrevet feil, eller siden har fått en ny adresse.
wrong-no-goal = Målet finnes ikke
wrong-no-goal-why = Strategien har ikke noe mål med koden «{ $what }».
wrong-no-indicator = Indikatoren finnes ikke
wrong-no-indicator-why = Det er ikke definert noen indikator med koden «{ $what }».
wrong-no-bullet = Strategipunktet finnes ikke
wrong-no-bullet-why = Strategien har ikke noe punkt med koden «{ $what }».
wrong-no-data = Finnes ikke
wrong-no-data-why = Det finnes ingen leveranse eller tabell som heter «{ $what }».
wrong-bad-question = Adressen lar seg ikke lese
wrong-bad-question-why = «{ $what }» er ikke noe vi forstår. Et år skrives som 2024 og en dag som 2024-05-01.
wrong-foreign = Skjemaet ble ikke godtatt
wrong-foreign-why = Det ble sendt fra et annet nettsted enn dette. Åpne siden her og prøv igjen.
wrong-not-allowed = Du har ikke tilgang
wrong-not-allowed-why = Radene her kan ikke vises for deg.
wrong-refused = Det gikk ikke
wrong-refused-why = { $what }
wrong-ours = Noe gikk galt hos oss
wrong-ours-why = Feilen er skrevet i loggen med nummeret { $what }. Prøv igjen, og meld fra med nummeret hvis det ikke hjelper.

# Lukkede år og sluttregnskapet
year-closed = Lukket { $day }.
year-restated = Rapportert som { $value } ({ $state }) da året ble lukket { $day }.
year-why-label = Hvorfor tallet for { $year } er et annet enn det som ble rapportert
account-title = Sluttregnskap
account-sentence = Strategien for { $from }–{ $to } ble gjort opp { $day } av { $by }: { $counts }.
account-not-yet = Strategien for { $from }–{ $to } er ikke gjort opp. Med det vi vet nå, ville regnskapet vært: { $counts }.
account-how = Når tallene for det siste året er inne, gjør du opp strategien med varde close strategy. Da beholder regnskapet tallene slik de var, også om data blir rettet senere.
account-known = Tallene er slik vi visste det { $day }.
account-changed = { $n ->
    [one] Ett mål er et annet nå enn da regnskapet ble gjort opp.
   *[other] { $n } mål er andre nå enn da regnskapet ble gjort opp.
 }
account-ended = Endte på
account-now = Nå
account-count = { $n } { $state }
account-link = Sluttregnskapet

# small numbers
exact = Nøyaktige tall, ikke for publisering
exact-why = Du ser også tall som få personer står bak. Ikke gi dem videre.
to-published = Vis bare det som kan publiseres
to-exact = Vis nøyaktige tall
small-hidden = Tall som få personer står bak, er skjult.

# Funn i data
findings-title = Funn i data
findings-sentence = { $n ->
    [0] Ingen åpne funn.
    [one] 1 åpent funn: { $errors } feil, { $warnings } advarsler, { $notes } merknader.
   *[other] { $n } åpne funn: { $errors } feil, { $warnings } advarsler, { $notes } merknader.
 }
findings-sentence-accepted = { $n ->
    [0] Ingen funn er godtatt.
    [one] 1 funn er godtatt med en begrunnelse.
   *[other] { $n } funn er godtatt med en begrunnelse.
 }
findings-count = { $n ->
    [one] 1 funn
   *[other] { $n } funn
 }
findings-more = Siden viser de { $shown } mest alvorlige av { $all }. Velg alvor, kilde eller eier for å se andre.
findings-all = Vis alle åpne funn
findings-about = Funn som berører
findings-accepted = Godtatte
findings-touch = { $n ->
    [one] 1 åpent funn berører dataene bak tallet
   *[other] { $n } åpne funn berører dataene bak tallet
 }{ $errors ->
    [0] {""}
    [one] , 1 av dem er en feil
   *[other] , { $errors } av dem er feil
 }
findings-open-link = { $n ->
    [0] Ingen åpne funn i data
    [one] 1 åpent funn i data
   *[other] { $n } åpne funn i data
 }
filter-severity = Alvor
filter-standing = Vis
severity-error = Feil
severity-warning = Advarsel
severity-note = Merknad
column-finding = Funn
fact-unit = Enhet
fact-rule = Regel
finding-rows = Radene bak funnet
finding-rows-hidden = Radene er om personer, og du har ikke tilgang til dem.
finding-no-rows = Funnet er om noe som mangler, så det har ingen rader.
finding-more-rows = Her er de første { $shown } av { $all } rader.
finding-said = Hva som er sagt
finding-accepted = Godtatt { $day } av { $by }: { $why }
finding-reopened = Åpnet igjen { $day } av { $by }: { $why }
finding-accept = Godta funnet
finding-accept-help = Funnet er godtatt til verdiene endrer seg, også når de samme dataene leveres på nytt.
finding-accept-yes = Godta
finding-reopen = Åpne funnet igjen
finding-reopen-help = Begrunnelsen som er gitt, blir stående i historikken.
finding-reopen-yes = Åpne igjen
finding-why = Hvorfor?
finding-no-reason = Skriv hvorfor.

# Fullstendighet
complete-heading = Hva som er levert for { $year }
complete-lead = Når hver kilde kom, når den ventes, og hva som er forsinket. Andre år:
complete-due = Ventes innen
complete-stands = Status
complete-provisional = Foreløpig til
rows-heading-short = Rader
complete-delivered = Levert
complete-whole = levert
complete-partly = { $there } av { $all } deler er levert
complete-late = forsinket siden { $day }
complete-expected = ventes innen { $day }
complete-not-expected = ventes ikke

# Offisielle tall ved siden av
official-heading = Offisielt tall ved siden av
official-lead = Den offisielle serien er for seg selv og blandes aldri med den lokale.
official-none = Det offisielle tallet finnes ikke for denne enheten, eller er ikke levert.
official-picture = { $title }, { $from }–{ $to }, slik den offisielle kilden har det.
official-local = Lokalt
official-official = Offisielt
official-difference = Avvik
official-settled = Endelige offisielle tall
official-provisional = Foreløpige offisielle tall
official-why = Hvorfor de er ulike
gap-cut-off = Telledato eller frist
gap-definition = Definisjon
gap-coverage = Hva som er med
gap-rounding = Avrunding
