// The two standards behind one face.
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { ReadInterchange } from '#connectors/kit/edi/interchange.ts'
import { acknowledgeEdifact, readEdifact, writeEdifact } from '#connectors/kit/edi/edifact.ts'
import type { OutgoingMessage } from '#connectors/kit/edi/write-messages.ts'
import { acknowledgeX12, readX12, writeX12 } from '#connectors/kit/edi/x12.ts'
import { partnersOf, type EdiConfig } from './config.ts'

/** Throws `action-input-invalid` with what is wrong in the messages. */
export function writeText(config: EdiConfig, control: number, at: Date, messages: readonly OutgoingMessage[]): string {
  return told(() =>
    config.standard === 'x12' ? writeX12(x12(config, control, at), messages) : writeEdifact(edifact(config, control, at), messages),
  )
}

/** Throws `action-input-invalid` for what is no interchange of this standard. */
export function readText(config: EdiConfig, text: string): ReadInterchange {
  return told(() => (config.standard === 'x12' ? readX12(text) : readEdifact(text)))
}

/** Empty where nothing is to be acknowledged. */
export function acknowledge(config: EdiConfig, control: number, at: Date, read: ReadInterchange): string {
  return config.standard === 'x12' ? acknowledgeX12(x12(config, control, at), read) : acknowledgeEdifact(edifact(config, control, at), read)
}

function common(config: EdiConfig, control: number, at: Date) {
  const { own, partner } = partnersOf(config)
  return { sender: own, receiver: partner, control, isTest: config.test === true, at, lineBreaks: config.lineBreaks !== false }
}
const x12 = (config: EdiConfig, control: number, at: Date) => ({ ...common(config, control, at), version: config.version ?? '004010' })
const edifact = (config: EdiConfig, control: number, at: Date) => ({
  ...common(config, control, at),
  version: config.version ?? 'D:96A:UN',
})

function told<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const message = error instanceof Error ? error.message : 'it cannot be used'
    throw new AppError('action-input-invalid', {
      message: say`The interchange cannot be used: ${message}.`,
      issues: [{ path: '', code: 'edi', message }],
    })
  }
}
