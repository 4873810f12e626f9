// What changed in the order a flow keeps.
import { say, type Words } from '../sentence.ts'
import { joined, shorten, type ToldChange } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import type { FlowLane } from './lane.ts'
import { isSame } from './same.ts'

export function laneChanges({ lane: old }: FlowDocument, { lane: now }: FlowDocument): ToldChange[] {
  const common = { subject: 'flow', path: '/lane', before: old, after: now } as const
  if (!old && now)
    return [{ ...common, kind: 'added', sentence: say`The flow now keeps records in order by ${shorten(now.key)}: ${policy(now)}` }]
  if (old && !now)
    return [{ ...common, kind: 'removed', sentence: say`The flow no longer keeps records in order (by ${shorten(old.key)})` }]
  if (!old || !now) return []
  const tell = (member: keyof FlowLane, sentence: Words): ToldChange[] =>
    isSame(old[member], now[member])
      ? []
      : [{ kind: 'changed', subject: 'flow', path: `/lane/${member}`, sentence, before: old[member], after: now[member] }]
  return [
    ...tell('key', say`The order is now kept by ${shorten(now.key)} instead of ${shorten(old.key)}`),
    ...tell('whenParked', say`A parked record now ${parkedWords(now)}`),
    ...tell(
      'coalesce',
      now.coalesce ? say`Only the newest record of a lane now counts` : say`Every record of a lane now counts, not only the newest`,
    ),
    ...tell(
      'version',
      now.version === undefined
        ? say`Older versions are no longer ignored (by ${shorten(old.version ?? '')})`
        : old.version === undefined
          ? say`Older versions are now ignored by ${shorten(now.version)}`
          : say`Older versions are now ignored by ${shorten(now.version)} instead of ${shorten(old.version)}`,
    ),
    ...tell(
      'echo',
      now.echo
        ? say`Echoes of the channel ${now.echo.channel} are now skipped for ${now.echo.minutes} minutes, where ${shorten(now.echo.content)} is the same`
        : say`Echoes are no longer skipped`,
    ),
  ]
}

const parkedWords = ({ whenParked }: FlowLane) => (whenParked === 'hold' ? say`holds those behind it` : say`lets those behind it pass`)

function policy(lane: FlowLane): Words {
  return joined([
    say`a parked record ${parkedWords(lane)}`,
    ...(lane.coalesce ? [say`only the newest counts`] : []),
    ...(lane.echo ? [say`echoes of the channel ${lane.echo.channel} are skipped`] : []),
    ...(lane.version === undefined ? [] : [say`older versions are ignored by ${shorten(lane.version)}`]),
  ])
}
