import { wordSet } from './phrases.ts';

/** Words of English that hold sentences together. */
const FUNCTION_WORDS = wordSet(
  'a about above according across actually after afterwards again against ago all almost along already also although',
  'always am among an and another any anybody anyone anything are arent around as at away be became because become',
  'becomes been before behind being below between both but by can cannot cant could couldnt did didnt do does doesnt',
  'doing done dont down during each either else enough etc even ever every everybody everyone everything far few fewer',
  'first for from further had hadnt has hasnt have havent having he hence her here hers him his how however i id if ill im',
  'in indeed inside instead into is isnt it its itself ive just last later latter least less lets like likely many may maybe me',
  'mean means might mine more moreover most mostly much must my myself near nearly need neither never next no nobody none nor',
  'not nothing now of off often oh ok okay on once one ones only onto or other others ought our ours ourselves out over',
  'own per perhaps possible possibly probably quite rather really regarding round same say says second several shall shant she',
  'should shouldnt similar since so some somebody someone something sometimes somewhat somewhere soon still such than that',
  'thats the their theirs them themselves then there therefore theres these they theyre thing things third this those though',
  'three through throughout thus till to together too toward towards two under unless until up upon us use used uses using',
  'usually various very via was wasnt way ways we well went were werent weve what whatever whats when whenever where',
  'wheres whether which while who whom whose why will with within without wont would wouldnt yes yet you youre your yours',
  'four five six seven eight nine ten dozen couple alone apart aside beside besides beyond despite due except per plus',
  'recent recently lately currently current latest past previous previously prior earlier ever general generally typical typically',
  'exactly approximately roughly overall specific specifically particular particularly kind kinds type types sort sorts',
  'hows vs versus against without except excluding thru oftentimes both whichever wherever ahead back',
);

/** Words that ask, and that say what kind of answer is wanted. */
const ASKING_WORDS = wordSet(
  'analyse analyses analysis analyze analyzing answer answers ask asked asking assess best better big bigger biggest bad',
  'break breakdown brief briefly bring bullet check clear clearly common commonly compare compared comparing comparison concern',
  'concerned concerns could count counts data detail detailed details determine describe differ differs difference differences different distribution drill driver drivers',
  'enumerate evaluate example examples explain explanation fact facts figure figures filter filtered find focus follow following found',
  'frequent frequently get gets getting give given gives go goes going gone good great group grouped happen happened',
  'data happening happens help helped helpful hot hotspot hotspots identify important importance include included includes including info',
  'information insight insights interesting investigate involve involved involves involving key know known large larger largest learn',
  'list listed lists look looking looks main mainly major make makes making matter matters mention mentioned mentioning mentions',
  'name named names note notable number numbers order ordered overview pattern patterns percent percentage perform picture please pls point',
  'points possible prevail prevalent primary provide put quick quickly quiet question questions rank ranked ranking rate read',
  'relate related relating relation relevant report reports result results review run runs safe see seeing seem seems seen share shares',
  'short show showing shown shows significant single small smallest sort sorted split stand stands stat statistics stats',
  'story study sum summaries summarise summarize summary table take takes tell telling text thank thanks thx theme themes think top',
  'topic topics total totals understand unusual view want wants wanted wonder word words worst worse write wrong',
  'give me highlights highlight dig deep dive discuss discussed describe describing regard regards terms contain contains containing',
  'cover covered concern having outline recap stuff lot lots bit happy curious exist exists existed',
  'ever bottom line graph chart plot visualize whole entire full complete currently busy notice noticed',
);

/** Words that every support case could be described with. */
const CASE_WORDS = wordSet(
  'affect affected affecting affects amazon aws came case cases category categories categorized categorised categorize cause',
  'caused causes causing challenge challenges client clients close closed cloud come comes coming company complain complained',
  'complaint complaints contact contacted create created creates customer customers drive drives driving encounter encountered encounters',
  'environment environments estate experience experienced experiences experiencing face faced facing file filed fix fixed fixes',
  'generate generated generates generating hit hits hitting hurt hurting hurts impact impacted impacting impacts incident incidents',
  'infrastructure issue issues occur occurred occurring occurs open opened opening opens opening organisation organization our pain',
  'pains painpoint painpoints platform prevent preventable prevented preventing problem problems problematic produce produced raise raised raises raising reason',
  'reasons receive received request requested requests resolve resolved root see service services solution solutions solve solved submit submitted',
  'support symptom symptoms system systems ticket tickets trouble troubles user users workload workloads suffer suffered suffering suffers',
  'account accounts product products severity severities priority priorities lifecycle rca cases plagued bother bothering bothered ',
  'plaguing struggle struggling struggled trigger triggered triggering triggers lead leads led keep keeps kept turn turned',
);

/** Words of time that name no period by themselves. */
const TIME_WORDS = wordSet(
  'calendar daily date dates day days hour hourly hours minute minutes month monthly months period periods quarter quarterly quarters',
  'recent time times week weekly weeks year yearly years timeline frame timeframe window season weekend weekends night',
);

/** Words that are never searched: they hold a question together, or any case could be described with them. */
export const UNSEARCHED_WORDS: ReadonlySet<string> = new Set([
  ...FUNCTION_WORDS,
  ...ASKING_WORDS,
  ...CASE_WORDS,
  ...TIME_WORDS,
]);

/**
 * Stop words that are part of a topic where they stand beside one of its words and do not begin the question: `key` in
 * "access key rotation", and not in "the key issues".
 */
export const WEAK_WORDS = wordSet(
  'analysis chart check close closed cloud count create created data drive fix graph hour hours key large lead minute minutes name names night',
  'number order period platform point points rate read report request requests review root run runs single small solution system',
  'systems table test text time times trigger triggers view window word work workload write plot quick short share split turn',
);

/** Words that may stand between "not" or "except" and what is left out, or between two things that are. */
export const FILLERS = wordSet(
  'about for in of on at from to with by the a an any all our my those these that which are is were was be being',
  'related relating regarding concerning involving involve involves mention mentioning mentions containing contain contains caused',
  'including include due because case cases issue issues problem problems ticket tickets incidents incident ones anything things',
  'service services account accounts severity root cause causes category lifecycle show me list count want having have has',
);
/** What joins the items of a list. */
export const CONJUNCTIONS = wordSet('and or nor as well also plus');
/** Words that say that the next words are a topic, whatever else they could mean. */
export const TOPIC_MARKERS = wordSet(
  'about mention mentions mentioning mentioned contain contains containing regarding concerning word words phrase topic',
);
