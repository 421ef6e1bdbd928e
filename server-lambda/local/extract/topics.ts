/** A matter that people ask for by name and cases tell in many words. */
export interface Topic {
  readonly name: string;
  /** How a question names it, on its words' stems joined by blanks. */
  readonly asked: RegExp;
  /** Root cause and lifecycle categories that are about it, in lower case. */
  readonly categories: readonly string[];
  /** The terms by which a case speaks of it, on a term's key. */
  readonly terms: RegExp;
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
    categories: [],
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
    categories: [],
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
    categories: [],
    terms: /^permission|accessdenied|^access deni|^unauthori/,
  },
  {
    name: 'connectivity',
    asked: /\b(?:connectivity|connect|network|dns|packet loss)\b/,
    categories: [],
    terms: /^connect|^network$|^dns$|^packet/,
  },
  {
    name: 'memory',
    asked: /\b(?:memory|oom|outofmemory)\b/,
    categories: [],
    terms: /memory|^oom/,
  },
];
