// The part of the conformance suite about webhooks: who may send them.
import { describe, expect, it } from 'vitest'
import { readSecrets } from './call-context.ts'
import type { ConformanceOptions } from './conformance.ts'
import type { WebhookTrigger } from './contract.ts'

const NOW = new Date('2026-03-01T10:00:00Z')

export function testTrigger(trigger: WebhookTrigger, { config, secrets, webhooks }: ConformanceOptions): void {
  describe(`trigger ${trigger.id}`, () => {
    const given = webhooks?.[trigger.id]
    it('has a case', () => expect(given, 'add it to `webhooks` of the test').toBeDefined())
    if (!given) return
    const body = Buffer.from(given.body)
    const signed = given.sign(body, secrets, NOW)
    const verify = (headers: Record<string, string>, bytes: Uint8Array = body, now = NOW) =>
      trigger.verify(
        { method: 'POST', url: 'https://hooks.example/hooks/token', headers, body: bytes },
        { config, secrets: readSecrets(secrets), now },
      )
    const refused = expect.objectContaining({ code: 'signature-invalid' })
    const withSignature = (value: string) => ({ ...signed, [given.signatureHeader]: value })

    it('takes a signed delivery, and gives it the same id each time', () => {
      const first = verify(signed)
      expect(first.deliveryId).not.toBe('')
      expect(verify(signed)).toEqual(first)
    })
    it('refuses a tampered body', () => {
      expect(() => verify(signed, Buffer.from(given.body.replace(/.$/, ' ')))).toThrow(refused)
    })
    it('refuses a missing signature', () => {
      expect(() => verify(Object.fromEntries(Object.entries(signed).filter(([name]) => name !== given.signatureHeader)))).toThrow(refused)
    })
    it.each(['', 'AAAA', 'not base64 at all!', 'é'.repeat(50), 'A'.repeat(10_000)])('refuses the signature %j', (value) => {
      expect(() => verify(withSignature(value))).toThrow(refused)
    })
    it('refuses a signature made with another secret', () => {
      const others = Object.fromEntries(Object.entries(secrets).map(([field, value]) => [field, `${value}x`]))
      expect(() => verify(given.sign(body, others, NOW))).toThrow(refused)
    })
    const { staleAfterMs } = given
    if (staleAfterMs === undefined) return
    it('refuses a stale delivery', () => {
      expect(() => verify(signed, body, new Date(NOW.getTime() + staleAfterMs + 1_000))).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(signature-invalid|delivery-rejected)$/) }),
      )
    })
  })
}
