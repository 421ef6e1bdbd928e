/** What kind of answer a question wants. */
export type Intent =
  'issues' | 'services' | 'accounts' | 'causes' | 'trend' | 'severity' | 'lifecycle' | 'count' | 'cases';

/** A question as far as words tell, before anything is known about the cases. */
export interface QuestionReading {
  /** In the order in which the question speaks of them; at least one. */
  readonly intents: readonly Intent[];
  /** Severities that narrow the question to some cases, in lower case. */
  readonly severities: readonly string[];
  /** Months that it names, `YYYY-MM` or, without a year, `MM`. */
  readonly months: readonly string[];
  /** Runs of six digits and more: case and account numbers. */
  readonly numbers: readonly string[];
}

/** Reads what a question wants from its words. */
export function readQuestion(question: string): QuestionReading {
  const severities = severitiesIn(question);
  // A severity that narrows the question does not ask for a list by severity.
  const rest = severities.reduce((text, { phrase }) => text.replace(phrase, ' '), question);
  const found = INTENTS.flatMap(([intent, pattern]) => {
    const match = pattern.exec(rest);
    return match === null ? [] : [{ intent, at: match.index + match[0].length }];
  }).sort((a, b) => a.at - b.at);
  const intents = found.map(({ intent }) => intent);
  return {
    intents: intents.length > 0 ? intents : ['issues'],
    severities: [...new Set(severities.flatMap(({ values }) => values))],
    months: monthsIn(question),
    numbers: [...new Set(question.match(/\d{6,}/g) ?? [])],
  };
}

const MATTER = String.raw`(?:issues?|problems?|patterns?|themes?|topics?|incidents?|failures?|errors?|complaints?|pain points?|challenges?|symptoms?)`;
const RANK = String.raw`(?:top|common(?:ly|est)?|frequent(?:ly)?|main|major|biggest|largest|key|recurring|typical|repeat(?:ed|ing)?|worst|important|prevalent|kinds? of|types? of|sorts? of)`;

/** The words that ask for each kind of answer. */
const INTENTS: readonly (readonly [Intent, RegExp])[] = [
  [
    'issues',
    new RegExp(
      String.raw`\b${RANK}\b(?:\s+[\w-]+){0,4}?\s+${MATTER}\b|\b(?:what|which)(?:\s+[\w-]+){0,3}?\s+${MATTER}\b|\b(?:patterns?|themes?)\b|\b(?:summar(?:y|ies|i[sz]e)|overview|what (?:is|was|has been) (?:happening|going on)|what happened|what stands out|insights?)\b|\banaly[sz]e\b(?!.*\btrends?\b)|\bwhat goes wrong\b`,
      'i',
    ),
  ],
  [
    'services',
    /\bservices?\b(?!\s+(?:events?|limits?|quotas?|trends?|health|desk))|\bby product\b|\b(?:which|what) products?\b/i,
  ],
  ['accounts', /(?<!\bservice )\baccounts?\b|\bwhich teams?\b|\bwho (?:is|are|has|opens?|opened|raises?|raised)\b/i],
  [
    'causes',
    /\bwhy\b|\broot[- ]?causes?\b|\brca\b|\breasons?\b|\bcaus(?:e|es|ed|ing)\b|\b(?:what(?:'s| is| are| was| were)?|driving|drivers?) behind\b|\bdrivers?\b|\bwhat drives\b|\bdue to what\b/i,
  ],
  [
    'trend',
    /\btrend(?:s|ing)?\b|^\s*when\b|\bwhen (?:did|do|does|were|was|are|is)\b|\bover time\b|\bchang(?:e|es|ed|ing)\b|\bincreas(?:e|es|ed|ing)\b|\bdecreas(?:e|es|ed|ing)\b|\bgr(?:ow|owing|ew|owth)\b|\b(?:rising|rose|falling|fell|declin\w+|spik\w+|surg\w+|peak\w*|evol\w+|timeline|seasonal\w*|emerging)\b|\b(?:compar\w+|versus|vs\.?|than)\b.{0,40}\b(?:last|previous|prior|before|earlier|period|month|quarter|year)\b|\bmonth[- ](?:over|by|on)[- ]month\b|\bgetting (?:worse|better)\b|\b(?:what(?:'s| is)) new\b|\bnew (?:issues?|problems?)\b|\b(?:per|by|each|which) (?:day|week|month|quarter)s?\b/i,
  ],
  [
    'severity',
    /\bseverit(?:y|ies)\b|\b(?:by|per|which|what) priorit(?:y|ies)\b|\bhow (?:severe|serious|bad|critical|urgent)\b|\bmost (?:severe|serious|critical|urgent)\b/i,
  ],
  [
    'lifecycle',
    /\blife-?\s?cycles?\b|\bimprov\w+\b|\bprevent\w*\b|\bavoid\w*\b|\brecommend\w*\b|\binvest\w*\b|\bbest practices?\b|\breduce\b|\bwell[- ]architected\b|\boperational (?:gaps?|maturity|excellence)\b|\bshould (?:we|i|they|the team)\b|\blessons?\b|\baction items?\b/i,
  ],
  ['count', /\bhow (?:many|often)\b|\bnumber of\b|\bcount of\b|\btotal\b/i],
  [
    'cases',
    /\bexamples?\b|\b(?:show|list|give)\b(?:\s+(?!summar|overview|number|analy)[\w-]+){0,4}?\s+cases\b|\bwhich cases\b|\bsample cases\b/i,
  ],
];

const LEVEL = String.raw`(?:low|normal|high|urgent|critical)`;
const MORE_LEVELS = String.raw`(?:(?:\s*(?:,|/|and|or|&)\s*)+${LEVEL})*`;
/** `critical`, `high or urgent severity`, `high-severity`, `severity high`; a bare "high" or "low" may be anything. */
const SEVERITY_PATTERNS: readonly RegExp[] = [
  new RegExp(String.raw`\b${LEVEL}${MORE_LEVELS}[\s-]+(?:severit(?:y|ies)|priority)\b`, 'gi'),
  new RegExp(String.raw`\bseverity\s*(?:code\s*)?(?:of|is|=|:)?\s*${LEVEL}${MORE_LEVELS}\b`, 'gi'),
  new RegExp(String.raw`\b(?:critical|urgent)${MORE_LEVELS}\b`, 'gi'),
  new RegExp(String.raw`\b${LEVEL}${MORE_LEVELS}\s+(?:(?:support|aws)\s+)?(?:cases|tickets)\b`, 'gi'),
];

function severitiesIn(question: string): { phrase: string; values: string[] }[] {
  const found: { phrase: string; values: string[] }[] = [];
  let rest = question.replaceAll(/\bhow (?:critical|urgent)\b|\bmost (?:critical|urgent)\b/gi, ' ');
  for (const pattern of SEVERITY_PATTERNS) {
    for (const [phrase] of rest.matchAll(pattern)) {
      const values = phrase.toLowerCase().match(new RegExp(LEVEL, 'g')) ?? [];
      found.push({ phrase, values });
    }
    rest = rest.replaceAll(pattern, ' ');
  }
  return found;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  /\b(?:(20\d\d)-(0[1-9]|1[0-2])(?!\d)|(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?(?:[\s,]+(20\d\d))?)/gi;

/** "May" and "March" are verbs too: without a year they count only with a capital. */
function monthsIn(question: string): readonly string[] {
  const months = new Set<string>();
  for (const [text, year, digits, name, nameYear] of question.matchAll(MONTH)) {
    if (year !== undefined && digits !== undefined) months.add(`${year}-${digits}`);
    if (name === undefined || (nameYear === undefined && !/^\p{Lu}/u.test(text))) continue;
    const month = String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1).padStart(2, '0');
    months.add(nameYear === undefined ? month : `${nameYear}-${month}`);
  }
  return [...months];
}
