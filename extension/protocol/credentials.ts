import * as z from 'zod/mini';
import type { ViewContract } from './contract.ts';

/** How a thing stands: told by an icon and by words. */
const Standing = z.object({ tone: z.enum(['good', 'unknown', 'attention', 'bad']), text: z.string() });
export type Standing = z.output<typeof Standing>;

/** What helps where the credentials that are used don't work. */
const Help = z.enum(['sign-in', 'mfa-code', 'paste', 'choose']);
export type Help = z.output<typeof Help>;

/** Whose credentials are used now. */
const Used = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('asking'), label: z.string(), region: z.string() }),
  z.object({
    kind: z.literal('known'),
    label: z.string(),
    region: z.string(),
    account: z.string(),
    arn: z.string(),
    /** Until when; empty where nothing says it. */
    until: z.string(),
  }),
  z.object({
    kind: z.literal('failed'),
    label: z.string(),
    region: z.string(),
    message: z.string(),
    remedy: z.string(),
    help: Help,
  }),
]);
export type Used = z.output<typeof Used>;

const ProfileRow = z.object({
  name: z.string(),
  isUsed: z.boolean(),
  /** How it gets its credentials, its account and its region. */
  facts: z.array(z.string()),
  standing: Standing,
  canBeUsed: z.boolean(),
  signIn: z.enum(['none', 'in', 'out']),
});
export type ProfileRow = z.output<typeof ProfileRow>;

const CredentialsState = z.object({
  used: Used,
  profiles: z.array(ProfileRow),
  /** Where the profiles come from. */
  configFile: z.string(),
  environment: z.object({ isUsed: z.boolean(), standing: Standing }),
  /** Of the pasted keys never more than the name of the key. */
  pasted: z.optional(z.object({ isUsed: z.boolean(), keyId: z.string(), standing: Standing })),
});
export type CredentialsState = z.output<typeof CredentialsState>;

const CredentialsToHost = z.discriminatedUnion('kind', [
  /** The view can show a state now. */
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('use-profile'), profile: z.string() }),
  z.object({ kind: z.literal('sign-in'), profile: z.string() }),
  z.object({ kind: z.literal('sign-out'), profile: z.string() }),
  /** What needs nothing to be said with it; secrets are asked for by the host alone. */
  z.object({
    kind: z.enum([
      'use-environment',
      'use-pasted',
      'help',
      'change-region',
      'new-sso-profile',
      'paste',
      'forget',
      'save-as-profile',
      'open-config',
      'refresh',
    ]),
  }),
]);
export type CredentialsToHost = z.output<typeof CredentialsToHost>;

const CredentialsToView = z.object({ kind: z.literal('state'), state: CredentialsState });
export type CredentialsToView = z.output<typeof CredentialsToView>;

/** The view "Credentials". No secret ever goes through it. */
export const credentialsContract: ViewContract<CredentialsToHost, CredentialsToView> = {
  toHost: CredentialsToHost,
  toView: CredentialsToView,
};
