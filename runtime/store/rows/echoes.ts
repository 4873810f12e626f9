// Echoes: when a record is one, in the words of both stores.
import type { EchoMark } from '#runtime/engine/ports.ts'

export interface EchoRow {
  readonly content: string
  readonly flow_id: string
  readonly run_id: string
  readonly at: number
}

export const ECHO = 'It is what another flow of the channel brought from the other side: an echo.'

/** `last`: what was brought last in this lane of the channel. */
export const isEcho = (last: EchoRow | undefined, { content, withinMs }: EchoMark, flowId: string, at: number): last is EchoRow =>
  last !== undefined && last.flow_id !== flowId && last.content === content && at - last.at <= withinMs

/** Values: client, environment, channel, lane, content, flow, run, instant. */
export const PUT_ECHO = `INSERT INTO echoes (client_id, environment, channel, lane, content, flow_id, run_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (client_id, environment, channel, lane) DO UPDATE SET content = excluded.content, flow_id = excluded.flow_id,
    run_id = excluded.run_id, at = excluded.at`
