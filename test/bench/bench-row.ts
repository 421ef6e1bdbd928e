/** One line of the benchmarks. */
export interface BenchRow {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'KB' | 'rows/s' | 'calls' | 'files';
  readonly value: number;
  /** The same work done the plainest way, in the same run on the same machine. */
  readonly baseline?: number;
}

/** A file of benchmarks: says what it measures, one row at a time, so that a slow run shows progress. */
export type Bench = () => AsyncIterable<BenchRow>;
