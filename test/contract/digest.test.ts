import { createLocalDigest } from '../../server-lambda/local/local-digest.ts';
import { describeAnalyst } from './analyst.ts';

describeAnalyst('the digest', () => ({ ...createLocalDigest(), close: () => Promise.resolve() }), {
  author: { kind: 'digest', id: 'statistical' },
  asksAModel: false,
});
