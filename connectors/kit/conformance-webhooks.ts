// The part of the conformance suite about webhooks: who may send them.
import { describe, expect, it } from 'vitest'
import { readSecrets } from './call-context.ts'
import type { ConformanceOptions, WebhookCase } from './conformance.ts'
import type { VerifiedDelivery, WebhookTrigger } from './contract.ts'

const NOW = new Date('2026-03-01T10:00:00Z')

const unproven = (): never => {
  throw new Error('a webhook case needs `sign` with `signatureHeader`, or `proofInBody`')
}

interface Reading {
  readonly now?: Date
  readonly own?: Readonly<Record<string, string>>
}

export function testTrigger(trigger: WebhookTrigger, { config, secrets, webhooks }: ConformanceOptions): void {
  describe(`trigger ${trigger.id}`, () => {
    const given = webhooks?.[trigger.id]
    it('has a case', () => expect(given, 'add it to `webhooks` of the test').toBeDefined())
    if (!given) return
    const refused = expect.objectContaining({ code: 'signature-invalid' })
    const verify = (headers: Record<string, string>, bytes: Uint8Array, { now = NOW, own = secrets }: Reading = {}) =>
      trigger.verify(
        { method: 'POST', url: 'https://hooks.example/hooks/token', headers, body: bytes },
        { config, secrets: readSecrets(own), now, ...(given.publicKeys && { publicKeys: given.publicKeys }) },
      )
    const { proofInBody, sign } = given
    if (proofInBody) testProof(given.body, proofInBody, (body, reading) => verify({}, Buffer.from(body), reading), secrets)
    else testSignature({ ...given, sign: sign ?? unproven }, verify, secrets)

    const { staleAfterMs } = given
    if (staleAfterMs === undefined) return
    it('refuses a stale delivery', () => {
      const body = Buffer.from(given.body)
      const headers = sign?.(body, secrets, NOW) ?? {}
      expect(() => verify(headers, body, { now: new Date(NOW.getTime() + staleAfterMs + 1_000) })).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(signature-invalid|delivery-rejected)$/) }),
      )
    })

    function testProof(
      right: string,
      proof: NonNullable<WebhookCase['proofInBody']>,
      read: (body: string, reading?: Reading) => VerifiedDelivery,
      known: Readonly<Record<string, string>>,
    ): void {
      it('takes a delivery with its proof, and gives it the same id each time', () => {
        const first = read(right)
        expect(first.deliveryId).not.toBe('')
        expect(read(right)).toEqual(first)
      })
      it('refuses a missing proof', () => expect(() => read(proof.with(undefined))).toThrow(refused))
      it.each(['', 'AAAA', 'é'.repeat(50), 'A'.repeat(10_000)])('refuses the proof %j', (value) => {
        expect(() => read(proof.with(value))).toThrow(refused)
      })
      it.each(['', 'null', '[]', '{}', 'not JSON'])('refuses the body %j', (body) => expect(() => read(body)).toThrow(refused))
      it('refuses the proof of another secret, and any where there is none', () => {
        const others = Object.fromEntries(Object.entries(known).map(([field, value]) => [field, `${value}x`]))
        expect(() => read(right, { own: others })).toThrow(refused)
        expect(() => read(right, { own: {} })).toThrow(refused)
      })
    }

    function testSignature(
      { body: text, sign: make, signatureHeader }: WebhookCase & { readonly sign: NonNullable<WebhookCase['sign']> },
      read: typeof verify,
      known: Readonly<Record<string, string>>,
    ): void {
      const header = signatureHeader ?? ''
      const body = Buffer.from(text)
      const signed = make(body, known, NOW)
      const withSignature = (value: string) => ({ ...signed, [header]: value })

      it('takes a signed delivery, and gives it the same id each time', () => {
        const first = read(signed, body)
        expect(first.deliveryId).not.toBe('')
        expect(read(signed, body)).toEqual(first)
      })
      it('refuses a tampered body', () => {
        expect(() => read(signed, Buffer.from(text.replace(/.$/, ' ')))).toThrow(refused)
      })
      it('refuses a missing signature', () => {
        expect(() => read(Object.fromEntries(Object.entries(signed).filter(([name]) => name !== header)), body)).toThrow(refused)
      })
      it.each(['', 'AAAA', 'not base64 at all!', 'é'.repeat(50), 'A'.repeat(10_000)])('refuses the signature %j', (value) => {
        expect(() => read(withSignature(value), body)).toThrow(refused)
      })
      it('refuses a signature made with another secret', () => {
        const others = Object.fromEntries(Object.entries(known).map(([field, value]) => [field, `${value}x`]))
        expect(() => read(make(body, others, NOW), body)).toThrow(refused)
      })
    }
  })
}
