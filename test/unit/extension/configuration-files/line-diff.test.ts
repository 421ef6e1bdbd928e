import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../../../extension/host/configuration-files/line-diff.ts';

describe('the difference of two texts', () => {
  it('shows what goes and what comes, with three lines around it', () => {
    expect(lineDiff('1\n2\n3\n4\n5\n6\n7\n8\n9\n', '1\n2\n3\n4\n5,\nnew\n6\n7\n8\n9\n')).toBe(
      ['  ...', '  2', '  3', '  4', '- 5', '+ 5,', '+ new', '  6', '  7', '  8', '  ...'].join('\n'),
    );
  });

  it('shows a whole new text as added', () => {
    expect(lineDiff('', '{\n}\n')).toBe('+ {\n+ }');
  });

  it('is the same whatever the line ends are, and without the byte order mark', () => {
    expect(lineDiff('\uFEFFa\r\nb\r\n', '\uFEFFa\r\nc\r\nb\r\n')).toBe(lineDiff('a\nb\n', 'a\nc\nb\n'));
  });

  it('shows a line that is repeated once', () => {
    expect(lineDiff('a\na\n', 'a\na\na\n')).toBe('  a\n  a\n+ a');
  });

  it('is empty where nothing changes', () => {
    expect(lineDiff('a\n', 'a\n')).toBe('');
  });
});
