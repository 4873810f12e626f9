import { afterEach, expect, it, vi } from 'vitest'
import { joinOwnTabs, type OwnTabs, type TabSign } from './own-tabs.ts'

const open: OwnTabs[] = []
afterEach(() => open.splice(0).forEach((tab) => tab.close()))

function aTab(seat: string, flow = 'flow_1') {
  const heard: { others: readonly TabSign[]; saved: number[] } = { others: [], saved: [] }
  const tab = joinOwnTabs({
    flow,
    seat,
    onTabs: (others) => (heard.others = others),
    onSaved: (revision) => heard.saved.push(revision),
  })
  open.push(tab)
  return { tab, heard }
}

it('tells each tab of the others of the same flow, what is selected there and whether it is saved', async () => {
  const [one, two, other] = [aTab('seat-1'), aTab('seat-2'), aTab('seat-3', 'flow_2')]
  two.tab.show({ nodeId: 'map-order', isUnsaved: true })
  await vi.waitFor(() => expect(one.heard.others).toEqual([{ seat: 'seat-2', nodeId: 'map-order', isUnsaved: true }]))
  await vi.waitFor(() => expect(two.heard.others).toEqual([{ seat: 'seat-1', isUnsaved: false }]))
  two.tab.left()
  await vi.waitFor(() => expect(one.heard.others).toEqual([]))
  expect(other.heard.others).toEqual([])
})

it('tells the other tabs what was saved, and not the one that saved it', async () => {
  const [one, two] = [aTab('seat-1'), aTab('seat-2')]
  one.tab.saved(7)
  await vi.waitFor(() => expect(two.heard.saved).toEqual([7]))
  expect(one.heard.saved).toEqual([])
})

it('forgets a tab that is gone without a word when it asks again', async () => {
  const one = aTab('seat-1')
  aTab('seat-2')
  await vi.waitFor(() => expect(one.heard.others).toHaveLength(1))
  // As after a crash: another page of that name speaks for nobody.
  const crashed = new BroadcastChannel('tillflow-flow flow_1')
  crashed.postMessage({ kind: 'here', sign: { seat: 'seat-9', isUnsaved: true }, asks: false })
  await vi.waitFor(() => expect(one.heard.others).toHaveLength(2))
  crashed.close()
  one.tab.ask()
  expect(one.heard.others).toEqual([])
  await vi.waitFor(() => expect(one.heard.others).toEqual([{ seat: 'seat-2', isUnsaved: false }]))
})
