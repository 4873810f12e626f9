// `npm run bench -- formats [--csv MB] [--xml MB] [--x12 MB]`: files of these sizes, read to their end in pages of 500 records and written again:
// MB and records a second of one core, and how far resident memory grew while reading.
import { mkdtempSync, rmSync } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Json } from '#shared/json.ts'
import type { FileFormat } from '#shared/model/file-format.ts'
import type { OutgoingMessage } from '#connectors/kit/edi/write-messages.ts'
import { writeX12 } from '#connectors/kit/edi/x12.ts'
import { openRecords, type ByteSource, type RecordCursor } from '#connectors/kit/formats/read-records.ts'
import { writeRecords } from '#connectors/kit/formats/write-records.ts'

interface Task {
  readonly name: string
  readonly settings: FileFormat
  readonly megabytes: number
  readonly before: string
  readonly record: (index: number) => string
  readonly after: string
}

const X12_BEFORE =
  'ISA*00*          *00*          *ZZ*HARBOUR        *ZZ*SUPPLIER       *260301*1000*U*00401*000000001*0*P*>~\nGS*PO*HARBOUR*SUPPLIER*20260301*1000*1*X*004010~'

const MB = 1_000_000
const PAGE = 500

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { csv: { type: 'string' }, xml: { type: 'string' }, x12: { type: 'string' } } })
  const dir = mkdtempSync(join(tmpdir(), 'tillflow-formats-'))
  try {
    for (const task of tasks(Number(values.csv ?? 100), Number(values.xml ?? 50), Number(values.x12 ?? 20)))
      await measure(task, join(dir, task.name))
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function tasks(csv: number, xml: number, x12: number): readonly Task[] {
  const sku = (index: number) => `HF-${String(index).padStart(8, '0')}`
  return [
    {
      name: 'csv',
      settings: { format: 'csv' },
      megabytes: csv,
      before: 'sku,name,price,currency,valid_from,store\n',
      record: (index) => `${sku(index)},"Mug, navy, no. ${index}",${(index % 10_000) / 100},GBP,2026-03-01,LON-${index % 40}\n`,
      after: '',
    },
    {
      name: 'fixed-width',
      settings: {
        format: 'fixed-width',
        fields: [
          { name: 'sku', start: 1, length: 12 },
          { name: 'store', start: 13, length: 8 },
          { name: 'quantity', start: 21, length: 10 },
        ],
      },
      megabytes: csv / 2,
      before: '',
      record: (index) => `${sku(index).padEnd(12)}LON-${String(index % 40).padEnd(4)}${String(index % 500).padStart(10)}\n`,
      after: '',
    },
    {
      name: 'xml',
      settings: { format: 'xml', record: 'Order', lists: ['Line'] },
      megabytes: xml,
      before: '<?xml version="1.0" encoding="UTF-8"?>\n<Orders>\n',
      record: (index) =>
        `  <Order id="${index}">\n    <Customer><Name>Finch &amp; Co</Name><City>London</City></Customer>\n${`    <Line sku="${sku(index)}"><Quantity>2</Quantity><Price currency="GBP">12.50</Price></Line>\n`.repeat(3)}  </Order>\n`,
      after: '</Orders>\n',
    },
    {
      name: 'x12',
      settings: { format: 'x12' },
      megabytes: x12,
      before: `${X12_BEFORE}\n`,
      record: (index) =>
        `ST*850*${String(index).padStart(4, '0')}~\nBEG*00*SA*PO-${index}**20260301~\nN1*ST*Harbour & Finch*92*LON-1~\n${Array.from({ length: 10 }, (_, line) => `PO1*${line + 1}*12*EA*12.50**UP*012345678905*VN*${sku(index)}~\nPID*F****Mug, navy~\n`).join('')}CTT*10~\nSE*25*${String(index).padStart(4, '0')}~\n`,
      after: 'GE*1*1~\nIEA*1*000000001~\n',
    },
    {
      name: 'json-lines',
      settings: { format: 'json-lines' },
      megabytes: csv / 2,
      before: '',
      record: (index) => `${JSON.stringify({ sku: sku(index), price: '12.50', currency: 'GBP', stores: ['LON-1', 'LON-2'] })}\n`,
      after: '',
    },
  ]
}

async function measure({ name, settings, megabytes, before, record, after }: Task, path: string): Promise<void> {
  const file = await open(path, 'w+')
  try {
    const size = await fill(file, megabytes * MB, before, record, after)
    global.gc?.()
    const idle = process.memoryUsage.rss()
    let highest = idle
    let records = 0
    let sample: Json[] = []
    const started = performance.now()
    const readPage = openRecords(settings, sourceOf(file, size))
    for (let cursor: RecordCursor | undefined; ;) {
      const page = await readPage(cursor, PAGE)
      records += page.items.length
      if (sample.length === 0) sample = page.items.flatMap((item) => (item.kind === 'record' ? [JSON.parse(item.json) as Json] : []))
      highest = Math.max(highest, process.memoryUsage.rss())
      cursor = page.cursor
      if (!page.more) break
    }
    const seconds = (performance.now() - started) / 1_000
    const growth = Math.round((highest - idle) / MB)
    console.log(
      `${name.padEnd(12)} read   ${Math.round(size / MB)} MB in ${seconds.toFixed(1)} s: ${(size / MB / seconds).toFixed(1)} MB/s, ${Math.round(records / seconds)} records/s, memory +${growth} MB`,
    )
    if (settings.format === 'x12') emitX12(sample, size)
    else emit(name, settings, sample, size)
  } finally {
    await file.close()
  }
}

/** Page after page, as an action is given them: until as much is written as was read. */
function emit(name: string, settings: FileFormat, sample: readonly Json[], size: number): void {
  const started = performance.now()
  let [written, records] = [0, 0]
  while (written < size) {
    written += writeRecords(settings, sample).length
    records += sample.length
  }
  const seconds = (performance.now() - started) / 1_000
  console.log(`${name.padEnd(12)} write  ${(written / MB / seconds).toFixed(1)} MB/s, ${Math.round(records / seconds)} records/s`)
}

function emitX12(sample: readonly Json[], size: number): void {
  const partner = { id: 'HARBOUR', qualifier: 'ZZ' }
  const envelope = { sender: partner, receiver: partner, control: 1, version: '004010', isTest: true, at: new Date() }
  const messages = sample as unknown as readonly OutgoingMessage[]
  const started = performance.now()
  let written = 0
  while (written < size) written += writeX12(envelope, messages).length
  console.log(`x12          write  ${(written / MB / ((performance.now() - started) / 1_000)).toFixed(1)} MB/s`)
}

async function fill(file: FileHandle, size: number, before: string, record: (index: number) => string, after: string): Promise<number> {
  let written = 0
  let text = before
  for (let index = 0; written < size; index++) {
    text += record(index)
    if (text.length < MB) continue
    written += (await file.write(text)).bytesWritten
    text = ''
  }
  return written + (await file.write(text + after)).bytesWritten
}

function sourceOf(file: FileHandle, size: number): ByteSource {
  return {
    size,
    async read(offset) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MB), 0, MB, offset)
      return buffer.subarray(0, bytesRead)
    },
  }
}
