// How numbers print in Trino: CAST to varchar always has an exponent, everything else prints as Java does.

/** As Java's `Double.toString`, in JSON for example: `1.0`, `1.0E10`, `NaN`, `-Infinity`. */
export function doubleText(value: number): string {
  return javaText(value, shortestDouble(Math.abs(value)));
}

/** As Java's `Float.toString`: the fewest digits that tell the value apart from other reals. */
export function realText(value: number): string {
  return javaText(value, shortestReal(Math.abs(value)));
}

/** CAST(double AS varchar): `2.5E-1`, `1.0E10`, `0E0`. */
export function doubleCastText(value: number): string {
  return castText(value, shortestDouble(Math.abs(value)));
}

/** CAST(real AS varchar), with seven digits at most. */
export function realCastText(value: number): string {
  return castText(value, Math.abs(value) < 1e-38 ? shortestReal(Math.abs(value)) : Math.abs(value).toExponential(6));
}

function castText(value: number, exponential: string): string {
  if (!Number.isFinite(value)) return javaText(value, exponential);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (value === 0) return `${sign}0E0`;
  const { digits, exponent } = exponentialParts(exponential);
  return sign + scientific(digits, exponent);
}

/** `digits` without their point, as a number with `scale` digits after it: `0.25`, `-12`, `0.00`. */
export function decimalText(digits: bigint, scale: number): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, '0');
  const whole = text.length - scale;
  return scale === 0 ? sign + text : `${sign}${text.slice(0, whole)}.${text.slice(whole)}`;
}

/** `exponential` is the value's magnitude as JavaScript's `toExponential` prints it, with the digits to show. */
function javaText(value: number, exponential: string): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const sign = value < 0 ? '-' : '';
  const { digits, exponent } = exponentialParts(exponential);
  const magnitude = Math.abs(value);
  return sign + (magnitude >= 1e-3 && magnitude < 1e7 ? plain(digits, exponent) : scientific(digits, exponent));
}

function exponentialParts(text: string): { digits: string; exponent: number } {
  const [mantissa = '', exponent = ''] = text.split('e');
  return { digits: mantissa.replace('.', '').replace(/(?<=.)0+$/, ''), exponent: Number(exponent) };
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

function scientific(digits: string, exponent: number): string {
  return `${digits.charAt(0)}.${digits.slice(1) || '0'}E${exponent}`;
}

/** Java shows two digits or more, which are nearer to the smallest numbers than one is: `4.9E-324`. */
function shortestDouble(value: number): string {
  const text = value.toExponential();
  return text.includes('.') ? text : value.toExponential(1);
}

function shortestReal(value: number): string {
  for (let digits = 1; digits < 8; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential(8);
}
