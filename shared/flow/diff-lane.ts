// What changed in the order a flow keeps.
import type { FlowChange } from '../api/contract.ts'
import { shorten } from './diff-words.ts'
import type { FlowDocument } from './document.ts'
import type { FlowLane } from './lane.ts'
import { isSame } from './same.ts'

export function laneChanges({ lane: old }: FlowDocument, { lane: now }: FlowDocument): FlowChange[] {
  const common = { subject: 'flow', path: '/lane', before: old, after: now } as const
  if (!old && now)
    return [{ ...common, kind: 'added', sentence: `The flow now keeps records in order by ${shorten(now.key)}: ${policy(now)}` }]
  if (old && !now) return [{ ...common, kind: 'removed', sentence: `The flow no longer keeps records in order (by ${shorten(old.key)})` }]
  if (!old || !now) return []
  const say = (member: keyof FlowLane, sentence: string): FlowChange[] =>
    isSame(old[member], now[member])
      ? []
      : [{ kind: 'changed', subject: 'flow', path: `/lane/${member}`, sentence, before: old[member], after: now[member] }]
  return [
    ...say('key', `The order is now kept by ${shorten(now.key)} instead of ${shorten(old.key)}`),
    ...say('whenParked', `A parked record now ${parkedWords(now)}`),
    ...say(
      'coalesce',
      now.coalesce ? 'Only the newest record of a lane now counts' : 'Every record of a lane now counts, not only the newest',
    ),
    ...say(
      'version',
      now.version === undefined
        ? `Older versions are no longer ignored (by ${shorten(old.version ?? '')})`
        : old.version === undefined
          ? `Older versions are now ignored by ${shorten(now.version)}`
          : `Older versions are now ignored by ${shorten(now.version)} instead of ${shorten(old.version)}`,
    ),
    ...say(
      'echo',
      now.echo
        ? `Echoes of the channel ${now.echo.channel} are now skipped for ${now.echo.minutes} minutes, where ${shorten(now.echo.content)} is the same`
        : 'Echoes are no longer skipped',
    ),
  ]
}

const parkedWords = ({ whenParked }: FlowLane) => (whenParked === 'hold' ? 'holds those behind it' : 'lets those behind it pass')

function policy(lane: FlowLane): string {
  return [
    `a parked record ${parkedWords(lane)}`,
    ...(lane.coalesce ? ['only the newest counts'] : []),
    ...(lane.echo ? [`echoes of the channel ${lane.echo.channel} are skipped`] : []),
    ...(lane.version === undefined ? [] : [`older versions are ignored by ${shorten(lane.version)}`]),
  ].join(', ')
}
