// What the command line prints: JSON for machines, aligned columns for people.

export interface Output {
  line(text: string): void
  error(text: string): void
}

export function printJson(out: Output, value: unknown): void {
  out.line(JSON.stringify(value, null, 2))
}

/** Columns as wide as their widest cell; empty lists say so. */
export function printTable(out: Output, headings: readonly string[], rows: readonly (readonly string[])[], empty: string): void {
  if (rows.length === 0) {
    out.line(empty)
    return
  }
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const format = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  out.line(format(headings))
  for (const row of rows) out.line(format(row))
}
