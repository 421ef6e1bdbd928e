import type { Place } from '#core/sql/syntax/tree.ts';

/** Why a statement cannot run on the embedded engine, as Athena says it where Athena refuses it, too. */
export class AnalysisFailure extends Error {
  override readonly name = 'AnalysisFailure';
  readonly at: Place | undefined;
  /** What to do, one sentence. */
  readonly remedy: string | undefined;

  /** `message` is a whole sentence, without the place. */
  constructor(message: string, at?: Place, remedy?: string) {
    super(message);
    this.at = at;
    this.remedy = remedy;
  }
}
