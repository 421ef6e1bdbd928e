/** Words that say nothing about what a case is about: the language's own, and what every case report says. */
export const STOP_WORDS: ReadonlySet<string> = words(`
a about above across after afterwards again against all almost alone along already also although always am among an and
another any anyone anything are around as at away back be became because become been before began behind being below
between both but by can cannot cant could couldnt despite did didnt do does doesnt doing done dont down due during each
either else enough etc even eventually ever every everything except few following for from further get gets getting give
given go goes going gone got had has have having he hence her here him his how however i if in including indeed instead
into is isnt it its itself just keep kept last least less let like likely made mainly make makes making many may maybe me
meanwhile might more moreover most mostly much must my near nearly neither never nevertheless next no nobody none nor not
nothing now of off often on once one only onto or other others otherwise our out over own per perhaps please quite rather
really said same saw say see seem seemed seen several shall she should shown similar since so some someone something
sometimes soon still such take taken than that the their them then there therefore these they thing this those though
through throughout thus till to together too took toward towards two three four five six seven eight nine ten twice under
unless until up upon us use used uses using usually various very via was wasnt way we well went were what whatever when
where whereas whether which while who whole whom whose why will with within without would yes yet you your
first second third new old another able currently recently later earlier today yesterday additional initially finally
subsequently previously specifically approximately whilst amid
january february march april june july august september october november december
jan feb mar apr jun jul aug sep sept oct nov dec
monday tuesday wednesday thursday friday saturday sunday
utc gmt am pm hour hours minute minutes second seconds day days week weeks month months year years daily weekly monthly
aws amazon com case cases customer customers customer's client clients user users support issue issues problem problems
incident incidents event events report reported reports reporting request requests requested requesting contacted
contact raised raise opened open closed submitted submit ask asked asking question questions
experience experienced experiencing encounter encountered encountering occur occurred occurring occurs happen happened
happening cause caused causes causing root reason result resulted resulting lead led leading trigger triggered
resolve resolved resolution resolving fix fixed fixing solve solved mitigate mitigated identified identify confirmed
confirm found find noticed notice observed observe determined determine discovered indicated
recommend recommended recommendation recommendations recommending suggest suggested advise advised provided provide
provides providing guidance guided assist assisted assistance help helped helping explain explained inform informed
engineer engineers engineering team teams service services account accounts environment environments application
applications system systems production prod workload workloads resource resources affect affected affecting affects
impact impacted impacting multiple number different certain specific particular related regarding
investigate investigated investigation investigating review reviewed reviewing analysis analyzed check checked checking
noted note notes noting show showed showing shows return returned returning pass passed passing count counted planned plan
planning plans compare compared comparing ended end ends receive received receiving writes wrote told added add adding adds moved
move moving built build building sent send sending kept started start starting stopped stop stopping reached reach remain remained
work worked working workaround able unable attempt attempted attempting try tried trying need needed needs require
required requires requiring want wanted
`);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/).filter(Boolean));
}
