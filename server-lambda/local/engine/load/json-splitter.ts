/** Cuts a text that arrives in pieces into its JSON values. */
export interface JsonSplitter {
  write(text: string): void;
  end(): void;
}

/**
 * `onValue` gets the text of each value and where it stands, such as `a line 7`. As long as every line is a whole
 * value, lines are taken as they are; a text that begins with `[`, or whose first line is only a part of a value, is
 * cut at the brackets instead.
 */
export function createJsonSplitter(onValue: (json: string, place: string) => void): JsonSplitter {
  let pending = '';
  let mode: Mode = 'unknown';
  let line = 0;
  const brackets = createBracketSplitter(onValue);

  const takeLine = (text: string) => {
    line++;
    if (text.trim() !== '') onValue(text, `a line ${line}`);
  };

  const write = (text: string, atEnd: boolean) => {
    pending += text;
    if (mode === 'unknown') mode = modeOf(pending, atEnd);
    if (mode === 'unknown') return;
    if (mode === 'brackets') {
      brackets.write(pending);
      pending = '';
      return;
    }
    let from = 0;
    for (let to = pending.indexOf('\n'); to !== -1; to = pending.indexOf('\n', from)) {
      takeLine(pending.slice(from, to));
      from = to + 1;
    }
    pending = pending.slice(from);
  };

  return {
    write(text) {
      write(text, false);
    },
    end() {
      write('', true);
      if (mode === 'brackets') brackets.end();
      else if (pending !== '') takeLine(pending);
    },
  };
}

type Mode = 'unknown' | 'lines' | 'brackets';

/** Unknown until the end of the first line. */
function modeOf(text: string, atEnd: boolean): Mode {
  const begun = text.search(/\S/);
  if (begun === -1) return 'unknown';
  if (text[begun] === '[') return 'brackets';
  const lineEnd = text.indexOf('\n', begun);
  if (lineEnd === -1 && !atEnd) return 'unknown';
  const first = text.slice(begun, lineEnd === -1 ? undefined : lineEnd).trim();
  return first.startsWith('{') && !isWhole(first) ? 'brackets' : 'lines';
}

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Objects at the outermost level, whatever stands between them. */
function createBracketSplitter(onValue: (json: string, place: string) => void): JsonSplitter {
  let pending = '';
  let scanned = 0;
  let start = -1;
  let depth = 0;
  let inString = false;
  let escaped = false;
  let number = 0;

  return {
    write(text) {
      pending += text;
      for (; scanned < pending.length; scanned++) {
        const char = pending.charCodeAt(scanned);
        if (inString) {
          if (escaped) escaped = false;
          else if (char === BACKSLASH) escaped = true;
          else if (char === QUOTE) inString = false;
        } else if (char === QUOTE) {
          inString = depth > 0;
        } else if (char === OPEN_BRACE) {
          if (depth++ === 0) start = scanned;
        } else if (char === CLOSE_BRACE && depth > 0 && --depth === 0) {
          onValue(pending.slice(start, scanned + 1), `an object ${++number}`);
          start = -1;
        }
      }
      // Keep only the object that is still open.
      const keep = start === -1 ? pending.length : start;
      pending = pending.slice(keep);
      scanned -= keep;
      if (start !== -1) start = 0;
    },
    end() {
      if (start !== -1) onValue(pending, `an object ${number + 1}`);
    },
  };
}
