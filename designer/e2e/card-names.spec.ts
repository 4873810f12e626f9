// What a template calls its steps is read whole on the canvas, in English and in German.
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { FlowDocument } from '#shared/flow/document.ts'
import { newFlow } from '#shared/flow/new.ts'
import type { Flow } from '#shared/model/flows.ts'
import { SECOND } from './demo.ts'
import { card } from './flow-editor.ts'
import { expect, test } from './journey.ts'

const TEMPLATES = fileURLToPath(new URL('../../templates/', import.meta.url))
/** Of more than these, the page would show a picture from afar. */
const MOST = 40
const COLUMNS = 5

const readJson = async <T>(path: string) => JSON.parse(await readFile(path, 'utf8')) as T

async function longestNames(): Promise<readonly string[]> {
  const entries = await readdir(TEMPLATES, { withFileTypes: true })
  const names = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(async ({ name }) => {
        const { nodes } = await readJson<FlowDocument>(`${TEMPLATES}${name}/flow.json`)
        const german = await readJson<Record<string, string>>(`${TEMPLATES}${name}/de.json`)
        return Object.values(nodes).flatMap(({ label }) => [label, german[label] ?? label])
      }),
  )
  return [...new Set(names.flat())].toSorted((a, b) => b.length - a.length).slice(0, MOST)
}

test('no name of a step that a template brings is cut on its card', async ({ signedIn: page, installation }) => {
  const names = await longestNames()
  const document = newFlow('Names')
  names.forEach((label, i) => {
    document.nodes[`step-${i}`] = { kind: 'filter', label, note: 'Why', config: { condition: 'true' } }
    document.layout.nodes[`step-${i}`] = { x: (i % COLUMNS) * 250, y: 120 + Math.floor(i / COLUMNS) * 150 }
  })
  const flow = await installation.api<Flow>(`/clients/${SECOND.slug}/flows`, { method: 'POST', json: { document } })
  await page.goto(`/c/${SECOND.slug}/flows/${flow.id}`)
  await expect(card(page, names[0] ?? '')).toBeVisible()
  const cut: string[] = []
  for (const name of names) {
    const label = card(page, name).getByText(name, { exact: true })
    if (await label.evaluate((element) => element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1))
      cut.push(name)
  }
  expect(cut).toEqual([])
})
