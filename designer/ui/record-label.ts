// A record's place within a run in words: `/loop-lines:3` as `Order lines, item 4`.
import type { FlowDocument } from '#shared/flow/document.ts'
import type { RecordPath } from '#shared/model/runs.ts'
import { portLabel } from '#designer/graph/ports.ts'
import { t } from '#designer/i18n/index.ts'

export function recordLabel(record: RecordPath, document?: FlowDocument): string {
  // What leaves a step beside the record itself: `~ask-erp:started`, or another branch: `~log`.
  const [path = '', ...branches] = record.split('~')
  const branch = branches.at(-1)
  if (branch !== undefined) return t('{{record}}, by {{way}}', { record: recordLabel(path, document), way: wayLabel(branch, document) })
  if (record === '') return t('The whole record')
  return record
    .split('/')
    .filter((part) => part !== '')
    .map((part) => {
      const colon = part.indexOf(':')
      const node = part.slice(0, colon)
      const item = part.slice(colon + 1)
      const name = document?.nodes[node]?.label ?? node
      return item.startsWith('key=')
        ? t('{{name}}, item {{item}}', { name, item: decode(item.slice(4)) })
        : t('{{name}}, item {{item}}', { name, item: Number(item) + 1 })
    })
    .join(' › ')
}

/** `ask-erp:started` as `Ask the ERP · with the address`, `log` as `Write the log`. */
function wayLabel(branch: string, document: FlowDocument | undefined): string {
  const [id = '', port] = branch.split(':')
  const node = document?.nodes[id]
  const name = node?.label ?? id
  return port === undefined ? name : `${name} · ${node ? portLabel(node, port) : port}`
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    return key
  }
}
