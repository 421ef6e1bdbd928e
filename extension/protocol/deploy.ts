import * as z from 'zod/mini';
import { list as bounded, text } from './bounds.ts';
import type { ViewContract } from './contract.ts';

const Name = text(256);
const Line = text(400);
/** Plain text of some sentences. Text of third parties (reasons, names, descriptions) is among it: show it as text only. */
const Text = text(4_096);
/** What is sent back, or set, as it stands: never cut. */
const Value = z.string().check(z.maxLength(4_096));
const list = <T extends z.ZodMiniType>(item: T, most: number) => z.readonly(bounded(item, most));

export const DeployActionId = z.enum([
  'choose-credentials',
  'change-region',
  /** Looks at everything anew: credentials, stacks, checks, or the stack that is shown. */
  'refresh',
  'check-again',
  /** Leaves a deployment that is shown for the plan of a new one. */
  'new-deployment',
  /** Target: the Case Insights stack to answer from. */
  'choose-source',
  /** Target: the deployment's stack. */
  'show',
  /** Target: the deployment's stack, or none for the one that is shown. */
  'update',
  /** Beside an old server. Target: its stack. */
  'deploy-beside',
  /** Sets a parameter as a check's remedy says. Target: `name=value`. */
  'set-parameter',
  /** Makes the change set; nothing is executed. */
  'review',
  /** Stops what the host does before anything is executed. */
  'stop',
  /** Back from the change set to the form; the change set is taken away. */
  'discard',
  /** Executes the change set, after a native question. */
  'deploy',
  'open-template',
  'open-source',
  'copy-hash',
  'open-changes',
  'cancel-update',
  /** `resources` of the message: those to leave out. */
  'continue-rollback',
  'roll-back',
  'retry',
  'delete-and-deploy',
  'delete',
  /** `resources` of the message: those to keep. */
  'delete-retaining',
  'force-delete',
  'protect',
  'unprotect',
  'open-console',
  /** Target: the output's key. */
  'copy-output',
  'connect',
  'disconnect',
  'show-server',
  'grant-access',
  'test-connection',
  'show-logs',
  'open-guide',
]);
export type DeployActionId = z.output<typeof DeployActionId>;

/** A button. What it sends back is `act` with its id and target as they are. */
export const DeployAction = z.object({
  id: DeployActionId,
  label: Line,
  look: z.enum(['primary', 'secondary', 'danger']),
  target: z.optional(Value),
  /** Why it can't be used at present, as its description; empty where it can. */
  disabled: Line,
  /** Seldom wanted: it stands behind the others, folded. */
  rare: z.optional(z.boolean()),
});
export type DeployAction = z.output<typeof DeployAction>;

const Actions = list(DeployAction, 20);

/** What went wrong, and what to do. */
export const DeployProblem = z.object({ message: Text, remedy: Text, actions: Actions });
export type DeployProblem = z.output<typeof DeployProblem>;

/** As whom and where everything on the page is done. */
export const Who = z.object({
  /** What the user knows the credentials by, such as "profile ops". */
  label: Line,
  profile: Name,
  region: Name,
  /** Empty until STS has said it. */
  account: Name,
  /** Empty until STS has said it. */
  arn: Text,
  actions: Actions,
});
export type Who = z.output<typeof Who>;

/** A Case Insights stack, whose data a server can answer from. */
export const Source = z.object({
  stackName: Name,
  identifier: Name,
  analytics: z.boolean(),
  chosen: z.boolean(),
  /** One sentence: what it is, or what it lacks. */
  detail: Text,
  exports: list(z.object({ name: Name, value: Text }), 20),
});
export type Source = z.output<typeof Source>;

/** A server that stands already: ours, or one from the old sample's template. */
export const ExistingServer = z.object({
  stackName: Name,
  origin: z.enum(['ours', 'sample']),
  /** Empty for the sample's. */
  version: Name,
  outdated: z.boolean(),
  /** CloudFormation's own word for its state. */
  status: Name,
  headline: Text,
  identifier: Name,
  endpoint: Text,
  /** What the shipped version has and this one lacks, a sentence each. */
  lacks: list(Text, 20),
  /** What an update in place keeps, and what deploying beside it means; a sentence each. */
  notes: list(Text, 20),
  actions: Actions,
});
export type ExistingServer = z.output<typeof ExistingServer>;

export const Discovery = z.object({
  sources: list(Source, 100),
  servers: list(ExistingServer, 100),
  /** How many more there are than are listed. */
  leftOut: z.int(),
  /** One or two sentences where there is nothing to answer from, else empty. */
  advice: Text,
});
export type Discovery = z.output<typeof Discovery>;

export const PreflightRow = z.object({
  id: Name,
  title: Line,
  state: z.enum(['waiting', 'running', 'passed', 'warning', 'failed', 'unknown']),
  /** Empty as long as nothing is known. */
  detail: Text,
  /** Empty where there is nothing to do. */
  remedy: Text,
  actions: Actions,
});
export type PreflightRow = z.output<typeof PreflightRow>;

export const Preflight = z.object({
  running: z.boolean(),
  rows: list(PreflightRow, 20),
  /** One sentence: how it stands. */
  summary: Text,
});
export type Preflight = z.output<typeof Preflight>;

export const FormOption = z.object({
  value: Value,
  label: Line,
  /** Such as when a model ends; empty where there is nothing to say. */
  detail: Line,
});

/** A parameter of the template, or the stack's own name (`stackName`). Values are text, as CloudFormation takes them. */
export const FormField = z.object({
  name: Name,
  label: Line,
  description: Text,
  /** `choice`: one of the options; `suggest`: any text, the options being offered; `switch`: `true` or `false`. */
  input: z.enum(['text', 'number', 'choice', 'suggest', 'switch', 'long-text']),
  value: Value,
  standard: Value,
  /** What the deployed stack has; null where there is none. */
  deployed: z.nullable(Value),
  options: list(FormOption, 300),
  /** A regular expression for the whole value; empty where there is none. The host checks it, and says so in `problem`. */
  pattern: Value,
  least: z.nullable(z.number()),
  most: z.nullable(z.number()),
  maxLength: z.nullable(z.int()),
  required: z.boolean(),
  readOnly: z.boolean(),
  /** What is wrong with the value; empty where nothing is. */
  problem: Text,
  /** What is worth knowing about the value; empty where nothing is. */
  note: Text,
});
export type FormField = z.output<typeof FormField>;

export const FormGroup = z.object({
  id: Name,
  title: Line,
  /** `advanced` groups are folded, unless one of their fields has a problem. */
  level: z.enum(['basic', 'advanced']),
  fields: list(FormField, 60),
});
export type FormGroup = z.output<typeof FormGroup>;

export const Cost = z.object({
  /** US dollars a month, all rows together. */
  monthly: z.number(),
  rows: list(
    z.object({
      what: Line,
      /** How much of it is assumed, such as "300 calls a month". */
      quantity: Line,
      /** Such as "$5.00 a TB scanned". */
      price: Line,
      /** US dollars; null where nobody knows. */
      monthly: z.nullable(z.number()),
      /** Whether it costs so much without any call. */
      fixed: z.boolean(),
    }),
    30,
  ),
  assumptions: list(Text, 20),
  /** The day on which the prices were read, such as 2026-11-22. */
  asOf: Name,
});
export type Cost = z.output<typeof Cost>;

/** What will be put into the account. */
export const Package = z.object({
  version: Name,
  templateBytes: z.int(),
  zipBytes: z.int(),
  /** Hexadecimal. */
  zipSha256: Name,
  /** Where the zip goes; empty until it is known. */
  bucket: Name,
  /** The bucket is not there yet and is made with the user's consent. */
  bucketIsNew: z.boolean(),
  actions: Actions,
});
export type Package = z.output<typeof Package>;

const ChangeKind = z.enum(['add', 'change', 'replace', 'may-replace', 'remove', 'import']);

export const PlannedResource = z.object({
  kind: ChangeKind,
  logicalId: Name,
  type: Name,
  /** Empty for what is not there yet. */
  physicalId: Text,
  properties: list(Name, 50),
  /** What to know before; empty where there is nothing special. */
  warning: Text,
});
export type PlannedResource = z.output<typeof PlannedResource>;

export const Changes = z.object({
  type: z.enum(['CREATE', 'UPDATE']),
  state: z.enum(['ready', 'no-changes', 'obsolete', 'failed']),
  /** One sentence: what it comes to. */
  headline: Text,
  counts: z.record(ChangeKind, z.int()),
  groups: list(z.object({ title: Line, changes: list(PlannedResource, 200) }), 10),
  /** How many more resources there are than are listed. */
  leftOut: z.int(),
  /** Replacements and removals, a sentence each. */
  warnings: list(Text, 100),
  /** What somebody may do after it that they could not do before. `broad`: on everything, or by everybody. */
  permissions: list(z.object({ logicalId: Name, sentence: Text, broad: z.boolean() }), 200),
  /** Parameters that differ from the deployed stack's; all that are not the template's own for a new one. */
  parameters: list(z.object({ name: Name, label: Line, before: Text, after: Text }), 60),
  /** Where it failed: why. */
  problem: z.nullable(DeployProblem),
  /** Where it failed: what CloudFormation found, a sentence each. */
  findings: list(Text, 50),
  /** CloudFormation's own description, as JSON; the beginning of it where it is very long. */
  exact: text(60_000),
});
export type Changes = z.output<typeof Changes>;

export const ResourceRow = z.object({
  logicalId: Name,
  type: Name,
  state: z.enum(['waiting', 'working', 'done', 'failed', 'undone']),
  /** CloudFormation's own word; empty for what was not begun. */
  status: Name,
  reason: Text,
  elapsedMs: z.number(),
});
export type ResourceRow = z.output<typeof ResourceRow>;

export const DeployProgress = z.object({
  resources: list(ResourceRow, 300),
  done: z.int(),
  /** Null where nobody knows how many there are. */
  total: z.nullable(z.int()),
  /** From 0 to 1; null where nobody knows: an indeterminate bar. */
  share: z.nullable(z.number().check(z.minimum(0), z.maximum(1))),
  /** `back` while the operation is being rolled back: the share then counts what is undone. */
  direction: z.enum(['forward', 'back']),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  /** Until this state was made; it goes on while the stack's phase is `working`. */
  elapsedMs: z.number(),
});
export type DeployProgress = z.output<typeof DeployProgress>;

/** What went wrong first, in words; it stays while everything is being rolled back, and after. */
export const Cause = z.object({
  /** Logical id; empty where the stack itself failed. */
  logicalId: Name,
  type: Name,
  /** One sentence: what happened. */
  message: Text,
  remedy: Text,
  /** AWS's own words. */
  verbatim: Text,
});
export type Cause = z.output<typeof Cause>;

/** Stands in the way: it could not be deleted or rolled back. The user may choose it to be left out or kept. */
export const Stuck = z.object({ logicalId: Name, type: Name, message: Text, verbatim: Text });
export type Stuck = z.output<typeof Stuck>;

export const Output = z.object({
  key: Name,
  label: Line,
  value: Text,
  /** The address of the server, which is what clients need. */
  main: z.boolean(),
});
export type Output = z.output<typeof Output>;

export const StackCard = z.object({
  stackName: Name,
  stackId: Text,
  status: Name,
  phase: z.enum(['none', 'reviewing', 'working', 'complete', 'failed']),
  operation: z.nullable(z.enum(['create', 'update', 'delete', 'roll-back', 'import'])),
  /** The last operation did what it was asked for. */
  succeeded: z.boolean(),
  headline: Text,
  /** Empty where there is nothing to do. */
  advice: Text,
  cancelled: z.boolean(),
  terminationProtected: z.boolean(),
  progress: z.nullable(DeployProgress),
  cause: z.nullable(Cause),
  stuck: list(Stuck, 100),
  outputs: list(Output, 30),
  /** The server that stands; null where there is none. */
  server: z.nullable(
    z.object({
      version: Name,
      shippedVersion: Name,
      outdated: z.boolean(),
      lacks: list(Text, 20),
      /** The label under which this editor lists it among MCP servers; empty where it does not. */
      connectedAs: Name,
    }),
  ),
  /** AWS can't be reached at present, and is asked again; null where it answers. */
  lost: z.nullable(DeployProblem),
});
export type StackCard = z.output<typeof StackCard>;

/** What there is in every state. */
const common = {
  who: z.nullable(Who),
  /** What the last action failed with; null where nothing did. */
  notice: z.nullable(DeployProblem),
  /** What the host does at the moment, such as "Asking AWS..."; buttons wait meanwhile. Empty while it does nothing. */
  busy: Line,
  /** What can be done with the page as a whole in this state, the main one first. */
  actions: Actions,
};

/** All that the page shows. */
export const DeployState = z.discriminatedUnion('kind', [
  /** Nobody has said as whom to deploy. */
  z.object({ kind: z.literal('no-credentials'), ...common }),
  /** Credentials, stacks and models are being looked at. */
  z.object({ kind: z.literal('looking'), ...common }),
  /** The page can show nothing, such as where the credentials have expired. */
  z.object({ kind: z.literal('stopped'), ...common, problem: DeployProblem }),
  /** What stands, and the form of what to deploy. Action `review` goes on. */
  z.object({
    kind: z.literal('planning'),
    ...common,
    mode: z.enum(['create', 'update']),
    /** What is going to be done, in one sentence. */
    headline: Text,
    discovery: Discovery,
    preflight: Preflight,
    form: list(FormGroup, 12),
    cost: Cost,
    package: Package,
  }),
  /** The code is uploaded and the change set made. */
  z.object({
    kind: z.literal('preparing'),
    ...common,
    stackName: Name,
    steps: list(z.object({ id: Name, title: Line, state: z.enum(['waiting', 'running', 'done', 'failed']) }), 10),
  }),
  /** The change set waits for a yes. Action `deploy` goes on. */
  z.object({
    kind: z.literal('reviewing'),
    ...common,
    stackName: Name,
    changes: Changes,
    cost: Cost,
    package: Package,
  }),
  /** A stack, at work or at rest. */
  z.object({ kind: z.literal('stack'), ...common, stack: StackCard }),
]);
export type DeployState = z.output<typeof DeployState>;

const DeployToHost = z.discriminatedUnion('kind', [
  /** The page can show a state now. */
  z.object({ kind: z.literal('ready') }),
  /** A field of the form has another value. */
  z.object({ kind: z.literal('change'), name: Name, value: Text }),
  z.object({
    kind: z.literal('act'),
    id: DeployActionId,
    target: z.optional(Value),
    /** Logical ids that the user marked among the stuck ones. */
    resources: z.optional(list(Name, 100)),
  }),
]);
export type DeployToHost = z.output<typeof DeployToHost>;

const DeployToView = z.object({ kind: z.literal('state'), state: DeployState });
export type DeployToView = z.output<typeof DeployToView>;

/** The page of "Deploy Case Insights MCP". */
export const deployContract: ViewContract<DeployToHost, DeployToView> = {
  toHost: DeployToHost,
  toView: DeployToView,
};
