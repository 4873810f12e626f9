// How a value becomes text.

/** A finite number as JSON, with 15 digits: 0.1 + 0.2 is "0.3". */
export function numberText(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))
}
