// What the shipped templates for customers ask of the ERP: what counts is the client's choice, and nothing is made of nobody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSandbox } from '#runtime/sandbox/create.ts'
import type { Sandbox } from '#runtime/sandbox/port.ts'
import { trySample } from './templates.testing.ts'

let sandbox: Sandbox
beforeAll(() => {
  sandbox = createSandbox({ mappingWorkers: 1 })
})
afterAll(() => sandbox.close())

type Answers = Readonly<Record<string, unknown>>

async function tried(id: string, more: object, answers: Answers = {}, answering: Answers = {}) {
  const { view, calls } = await trySample(id, more, { sandbox, answers, answering })
  return {
    said: view.steps.flatMap(({ error }) => (error ? [error.message] : [])).join(' '),
    sent: calls.map(({ input: sent }) => sent as Answers),
    steps: view.steps.map(({ nodeId }) => nodeId),
  }
}

describe('a customer', () => {
  const customer = (more: object, answers?: Answers, answering?: Answers) => tried('shopify-customers-to-odoo', more, answers, answering)

  it.each([
    ['both', ['email', 'phone']],
    ['email', ['email']],
    ['phone', ['phone']],
    ['none', []],
  ])('is identified by what the client chose: %s', async (answer, matchBy) => {
    expect((await customer({}, { 'identified-by': answer })).sent).toMatchObject([{ matchBy }])
  })
  it('without a name, an e-mail or a number is nobody: so Shopify leaves those who were erased', async () => {
    const nobody = { email: null, phone: null, firstName: null, lastName: null, name: '' }
    expect((await customer(nobody)).sent).toEqual([])
    expect((await customer({ ...nobody, phone: '+442079460011' })).sent).toHaveLength(1)
  })
  it('who never bought is passed over where the client wants buyers only', async () => {
    expect((await customer({ orders: 0 }, { which: 'buyers' })).sent).toEqual([])
    expect((await customer({ orders: 1 }, { which: 'buyers' })).sent).toHaveLength(1)
    expect((await customer({ orders: 0 }, { which: 'all' })).sent).toHaveLength(1)
  })
  it('of another shop has another reference, and keeps no consent where no fields are named', async () => {
    const [sent] = (await customer({}, { shop: 'SHOPIFY-DE', 'consent-fields': [] })).sent
    expect(sent).toMatchObject({ reference: 'SHOPIFY-DE-6620011800001', consents: [] })
  })
  it('is only linked where the books own what contacts are called', async () => {
    expect((await customer({}, { update: 'no' })).sent).toMatchObject([{ update: false }])
  })
  it('that may be two waits under a key without personal data, and goes on with what a person entered', async () => {
    const undecided = {
      outcome: 'undecided',
      contactId: null,
      question: 'SHOPIFY-6620011800001: 12 / 15',
      candidates: [{ id: 12 }, { id: 15 }],
    }
    const answering = { 'match-customer': undecided }
    expect((await customer({}, {}, answering)).said).toContain('SHOPIFY-6620011800001: 12 / 15')
    const decided = await customer({}, { 'contact-decisions': [{ key: undecided.question, value: ' 15 ' }] }, answering)
    const [first, second] = decided.sent
    expect(second).toEqual({ ...first, decision: '15' })
    // The system still has no answer: somebody is told.
    expect(decided.said).toContain('Several contacts in Odoo have this reference')
  })
})

describe('merged customers', () => {
  it('that could not be merged are nothing to follow', async () => {
    const merged = (more: object) => tried('shopify-merged-customers-to-odoo', more)
    expect((await merged({ status: 'failed', errors: [{ message: 'John Doe is currently being merged.' }] })).sent).toEqual([])
    expect((await merged({})).sent).toEqual([
      { kept: 'SHOPIFY-6620011800001', gone: 'SHOPIFY-6620011800002', referenceField: 'x_studio_shop_customers' },
    ])
  })
})

describe('a customer who must be erased', () => {
  const erased = (more: object, answers?: Answers, answering?: Answers) =>
    tried('shopify-customer-erasure-to-odoo', more, answers, answering)
  it('is asked about, unless the client wants it at once', async () => {
    expect((await erased({})).steps).toContain('agree')
    const { steps, sent } = await erased({}, { erase: 'at-once', 'fields-to-empty': '', 'when-documents': 'person' })
    expect(steps).not.toContain('agree')
    expect(sent).toEqual([
      {
        reference: 'SHOPIFY-6620011800001',
        referenceField: 'x_studio_shop_customers',
        email: 'ada@example.com',
        name: 'Erased customer',
        whenDocuments: 'person',
      },
    ])
  })
  it('and has no number waits for a person', async () => {
    const { said, sent } = await erased({ customer: { id: null, email: 'ada@example.com' } })
    expect(sent).toEqual([])
    expect(said).toContain('names no customer id')
  })
  it('whose e-mail others have waits for a person, after it was erased', async () => {
    const { said, sent } = await erased(
      {},
      {},
      { 'erase-customer': { outcome: 'nothing', contactId: null, documents: 0, sameEmail: [12, 15] } },
    )
    expect(sent).toHaveLength(1)
    expect(said).toContain('12, 15')
  })
})
