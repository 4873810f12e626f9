// Files and folders as simulator records: a folder is there while it was made or has something in it.
import type { SimulatorRecord, SimulatorRecords } from '#connectors/kit/simulator-records.ts'

export function putFile(records: SimulatorRecords, path: string, bytes: Uint8Array, modifiedAt: number): void {
  const text = Buffer.from(bytes)
  const isText = text.equals(Buffer.from(text.toString('utf8')))
  records.put('files', path, {
    path,
    size: text.length,
    modifiedAt,
    ...(isText ? { text: text.toString('utf8') } : { base64: text.toString('base64') }),
  })
}

export const bytesOf = (file: SimulatorRecord): Buffer =>
  typeof file['base64'] === 'string' ? Buffer.from(file['base64'], 'base64') : Buffer.from(String(file['text'] ?? ''))
export const textOf = (file: SimulatorRecord): string => bytesOf(file).toString('utf8')

export function isFolder(records: SimulatorRecords, path: string): boolean {
  const below = path === '/' ? '/' : `${path}/`
  const isAbove = (record: SimulatorRecord) => String(record['path']).startsWith(below)
  return path === '/' || records.get('_folders', path) !== undefined || records.find('files', isAbove) !== undefined
}

/** What stands directly in a folder. */
export function entriesOf(
  records: SimulatorRecords,
  folder: string,
): readonly { readonly name: string; readonly file?: SimulatorRecord }[] {
  const below = folder === '/' ? '/' : `${folder}/`
  const entries = new Map<string, SimulatorRecord | undefined>()
  for (const record of [...records.list('files'), ...records.list('_folders')]) {
    const path = String(record['path'])
    if (!path.startsWith(below)) continue
    const [name = '', ...more] = path.slice(below.length).split('/')
    if (name !== '' && !entries.has(name)) entries.set(name, more.length === 0 && record['size'] !== undefined ? record : undefined)
  }
  return [...entries].map(([name, file]) => ({ name, ...(file && { file }) }))
}
