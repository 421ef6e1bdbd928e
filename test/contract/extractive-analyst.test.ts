import { createExtractiveAnalyst } from '../../server-lambda/local/extract/extractive-analyst.ts';
import { describeAnalyst } from './analyst.ts';

describeAnalyst('the statistical extract', () => ({ ...createExtractiveAnalyst(), close: () => Promise.resolve() }), {
  author: { kind: 'digest', id: 'statistical' },
  asksAModel: false,
});
