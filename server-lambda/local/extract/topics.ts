import type { DimensionId } from '#core/contract/dimensions.ts';
import type { CaseBrief } from '#core/ports/analyst.ts';
import type { Corpus } from './corpus.ts';

/** A matter that people ask for by name and cases tell in many words. */
export interface Topic {
  readonly name: string;
  /** How a question names it, on its words' stems joined by blanks. */
  readonly asked: RegExp;
  /** Recorded categories that are about it, in lower case. */
  readonly categories?: readonly string[];
  /** The terms by which a case speaks of it, on a term's key. */
  readonly terms: RegExp;
}

/** The dimensions whose values name a matter, as the producer found it in the case. */
export const CATEGORIES = ['rca_category', 'lifecycle_category'] as const satisfies readonly DimensionId[];

/** The recorded categories of a case. */
export function categoriesOf(brief: CaseBrief): readonly string[] {
  return CATEGORIES.flatMap((id) => brief[id] ?? []);
}

/** How many cases are about a topic. */
export interface Subject {
  readonly name: string;
  readonly count: number;
}

/** The topics of some cases, those with most cases first; a case may have several. */
export function findSubjects(
  corpus: Corpus,
  cases: readonly CaseBrief[],
  members: readonly number[],
): readonly Subject[] {
  /** By what tells that a case is about them: a term, or a category in lower case. */
  const topicsOf = new Map<number | string, number[]>();
  TOPICS.forEach((topic, index) => {
    for (const sign of [...(topic.categories ?? []), ...topicTerms(topic, corpus)])
      topicsOf.set(sign, [...(topicsOf.get(sign) ?? []), index]);
  });
  const counts = new Int32Array(TOPICS.length);
  for (const member of members) {
    const brief = cases[member];
    const categories = brief === undefined ? [] : categoriesOf(brief).map((name) => name.toLowerCase());
    const signs = [...categories, ...(corpus.texts[member] ?? [])];
    const found = new Set(signs.flatMap((sign) => topicsOf.get(sign) ?? []));
    for (const topic of found) counts[topic] = (counts[topic] ?? 0) + 1;
  }
  return TOPICS.map(({ name }, index) => ({ name, count: counts[index] ?? 0 }))
    .filter(({ count }) => count > 1)
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

/** Tells whether the case at a position is about a topic: by its recorded categories, or by its words. */
export function testFor(topic: Topic, corpus: Corpus, cases: readonly CaseBrief[]): (index: number) => boolean {
  const terms = topicTerms(topic, corpus);
  return (index) => {
    const brief = cases[index];
    const named =
      brief !== undefined &&
      categoriesOf(brief).some((name) => topic.categories?.includes(name.toLowerCase()) === true);
    return named || (corpus.texts[index]?.some((term) => terms.has(term)) ?? false);
  };
}

/** The terms by which a case speaks of a topic. */
export function topicTerms(topic: Topic, corpus: Corpus): ReadonlySet<number> {
  return new Set(corpus.terms.flatMap((term, id) => (topic.terms.test(term.key) ? [id] : [])));
}

/** What operations people ask about, the more specific first. */
export const TOPICS: readonly Topic[] = [
  {
    name: 'throttling',
    asked: /\b(?:\w*throttl\w*|rate limit\w*|rate exceed|too many request|429)\b/,
    categories: ['throttling'],
    terms:
      /throttl|^429$|toomanyrequest|requestlimitexceeded|ratelimit|rateexceeded|throughputexceeded|^slowdown$|^rate (?:limit|exceed)/,
  },
  {
    name: 'limits and quotas',
    asked: /\b(?:quota|limit)\b/,
    categories: ['limit reached', 'quota reached'],
    terms: /quota|limitexceeded|^limit (?:increas|rais)|^(?:servic|concurrency|account) limit$|^limit$/,
  },
  {
    name: 'missing capacity',
    asked: /\b(?:insufficient ?\w* ?capacity|insufficientinstancecapacity|ic|capacity)\b/,
    categories: ['ice error'],
    terms: /insufficient\w*capacity|^insufficient capacity$|^capacity$/,
  },
  {
    name: 'time-outs',
    asked: /\b(?:timeout|tim out|time-out)\b/,
    terms: /timeout|timedout|^time-out$|^tim out$|^504$/,
  },
  {
    name: 'latency',
    asked: /\b(?:latency|latenc|slow|slowness|slowdown|performanc)\b/,
    categories: ['performance benchmarking'],
    terms: /latenc|^slow(?:er|nes|ness|down)?$/,
  },
  {
    name: 'outages',
    asked: /\b(?:outag|downtim|unavailable|unavailability|availability)\b/,
    categories: ['service event'],
    terms: /^outag$|^downtim|unavailab|^availability$|^503$/,
  },
  {
    name: 'security',
    asked: /\b(?:security|secur|compromis|vulnerability|breach|attack)\b/,
    categories: ['security issue'],
    terms: /^secur|^security|compromis|vulnerab|unauthori[sz]|malicious|^breach|^attack|^leak$|accessdenied/,
  },
  {
    name: 'certificates',
    asked: /\b(?:certific|tls|ssl)\b/,
    terms: /^certific|^tls$|^ssl$/,
  },
  {
    name: 'deployments and releases',
    asked: /\b(?:deployment|deploy|releas|rollout)\b/,
    categories: ['customer release', 'aws release', 'cicd'],
    terms: /^deploy|^rollout$|^releas$|^rollback$/,
  },
  {
    name: 'upgrades',
    asked: /\b(?:upgrad|end of life|deprec|migr)\b/,
    categories: ['upgrade management'],
    terms: /^upgrad|^deprec|^migr$/,
  },
  {
    name: 'monitoring and alarms',
    asked: /\b(?:monitor|alarm|alert|observability)\b/,
    categories: ['lack monitoring', 'monitoring', 'alarming', 'anomaly detection'],
    terms: /^monitor|^alarm|^alert/,
  },
  {
    name: 'backup and recovery',
    asked: /\b(?:backup|restor|recovery|disaster)\b/,
    categories: ['backup/dr'],
    terms: /^backup|^restor|^recovery$|^snapshot$/,
  },
  {
    name: 'permissions',
    asked: /\b(?:permission|access deni|accessdeni|iam polic\w*|polic(?:y|i))\b/,
    terms: /^permission|accessdenied|^access deni|^unauthori/,
  },
  {
    name: 'connectivity',
    asked: /\b(?:connectivity|connect|network|dns|packet loss)\b/,
    terms: /^connect|^network$|^dns$|^packet/,
  },
  {
    name: 'memory',
    asked: /\b(?:memory|oom|outofmemory)\b/,
    terms: /memory|^oom/,
  },
  {
    name: 'configuration',
    asked: /\bmis?configur\b|\bconfigur\b/,
    terms: /configur/,
  },
  {
    name: 'power and hardware',
    asked: /\b(?:hardwar|power|disk failur)\b/,
    categories: ['aws single component failure'],
    terms: /^hardwar$|^power$|^cool$/,
  },
  {
    name: 'lost or damaged data',
    asked: /\b(?:data los|corruption|corrupt)\b/,
    terms: /^data los|corrupt|^lost data/,
  },
  {
    name: 'scaling',
    asked: /\b(?:scal|autoscal|overload)\b/,
    terms: /^scal$|^autoscal|^overload/,
  },
  {
    name: 'cost',
    asked: /\b(?:cost|bill|charg|spend)\b/,
    terms: /^cost$|^bill$|^charg$|^spend$/,
  },
];
