import { aliasesIn } from './names.ts';
import type { Rewriting } from './rewriting.ts';
import { commonTableNames } from './scopes.ts';
import { sequence } from './sequence.ts';
import { stringValue, type Node } from './token-tree.ts';

export interface RewriteContext {
  readonly parameters: Rewriting['parameters'];
  readonly now: Date;
  /** Which way to take at each point of choice; 0 is the guess. */
  readonly choices: readonly number[];
}

export interface Rewritten {
  readonly sql: string;
  /** How many candidates there are at each point of choice. */
  readonly candidates: readonly number[];
}

/** Rewrites a statement's tree into DuckDB's SQL. Throws Refusal. */
export function rewrite(tree: readonly Node[], context: RewriteContext): Rewritten {
  const candidates: number[] = [];
  const rewriting: Rewriting = {
    parameters: context.parameters,
    now: context.now,
    aliases: aliasesIn(tree),
    commonTables: commonTableNames(tree),
    sequence: (nodes) => sequence(rewriting, nodes),
    sql: (nodes) => sequence(rewriting, nodes).text,
    text(nodes) {
      const [node] = nodes;
      if (nodes.length !== 1 || node?.kind !== 'leaf') return undefined;
      if (node.token.kind === 'string' && node.token.text.startsWith("'")) return stringValue(node.token);
      const value = context.parameters.get(node.token)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    choose(count, guess) {
      const index = candidates.push(count) - 1;
      return (guess + (context.choices[index] ?? 0)) % count;
    },
  };
  return { sql: rewriting.sql(tree), candidates };
}
