/** What stands at the head of everything this analyst writes. */
export const NOTICE =
  '*No language model was used. This is a statistical extract: exact counts, and sentences quoted from the texts as they stand.*';
