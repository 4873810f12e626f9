// What the command line prints: JSON for machines, aligned columns for people.

export interface Output {
  line(text: string): void
  error(text: string): void
}

/** Names are other people's text: none of it may move the cursor or colour the terminal. Line breaks are ours. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '\ufffd')
}

export function printJson(out: Output, value: unknown): void {
  // JSON may hold some control characters as they are; escaped, they are the same JSON and reach the terminal as text.
  const text = JSON.stringify(value, null, 2).replace(/[\u007f-\u009f]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`)
  out.line(text)
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
