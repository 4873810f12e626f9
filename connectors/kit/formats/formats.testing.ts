// Reads a whole text in small pieces, opened anew for each page as after a restart: whatever the pieces are, the records are the same.
import type { FileFormat } from '#shared/model/file-format.ts'
import { openRecords, type FileRecord, type RecordCursor } from './read-records.ts'

export async function readAll(
  settings: FileFormat,
  content: string | Uint8Array,
  pieceSize = 7,
  limit = 3,
): Promise<readonly FileRecord[]> {
  const bytes = Buffer.from(content)
  const source = { size: bytes.length, read: async (offset: number) => bytes.subarray(offset, offset + pieceSize) }
  const items: FileRecord[] = []
  for (let cursor: RecordCursor | undefined; ;) {
    const page = await openRecords(settings, source)(cursor, limit)
    items.push(...page.items)
    if (!page.more) return items
    cursor = JSON.parse(JSON.stringify(page.cursor)) as RecordCursor
  }
}

/** Records as values, what was set aside as its reason. */
export const told = (items: readonly FileRecord[]) =>
  items.map((item) => (item.kind === 'record' ? (JSON.parse(item.json) as unknown) : item.reason))
