/** The time of day, asked for instead of read, so that core stays pure and tests are stable. */
export interface Clock {
  now(): Date;
}
