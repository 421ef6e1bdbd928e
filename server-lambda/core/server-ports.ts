import type { CallRecord } from './call-record.ts';
import type { CallSlots } from './call-slots.ts';
import type { Cancellations } from './ports/cancellations.ts';
import type { Timer } from './ports/timer.ts';
import type { ToolContext } from './tools/tool.ts';

/** What the server asks of the program that runs it. */
export interface ServerPorts extends Pick<
  ToolContext,
  'engine' | 'cases' | 'analyst' | 'clock' | 'tables' | 'newMarker' | 'partition'
> {
  readonly timer: Timer;
  /** How a caller over HTTP cancels a call; absent where only closing the connection does. */
  readonly cancellations?: Cancellations | undefined;
  /** How hosts name the server; the product's name where absent. */
  readonly title?: string;
  /** A sentence that every reader must know first, such as that the data is synthetic. */
  readonly notice?: string;
  /** Called when a tool call begins. The returned function is called with the outcome before the answer is sent. */
  readonly onCall?: (tool: string) => (record: CallRecord) => void;
  /** How many calls may run at once; any number where absent. */
  readonly slots?: CallSlots;
}
