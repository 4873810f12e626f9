// JSON in text columns.

/** SQL NULL for what JSON does not have. */
export const toJson = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value))

/** Only for columns that this store wrote itself from a `T`: what came from outside was checked before it was stored. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T
