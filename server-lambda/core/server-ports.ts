import type { CaseInsightsError } from './errors.ts';
import type { ToolContext } from './tools/tool.ts';

/** What the server asks of the program that runs it. */
export interface ServerPorts extends Pick<ToolContext, 'engine' | 'analyst' | 'clock' | 'tables' | 'newMarker'> {
  /** How hosts name the server; the product's name where absent. */
  readonly title?: string;
  /** A sentence that every reader must know first, such as that the data is synthetic. */
  readonly notice?: string;
  /** Hears of every failed call, with its cause, for the log. */
  readonly onFailure?: (tool: string, error: CaseInsightsError) => void;
}
