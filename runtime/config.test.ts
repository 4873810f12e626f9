import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the number of runs at once', () => {
  it("is the engine's own when nothing is set", () => {
    expect(readConfig({ TILLFLOW_RUNS_AT_ONCE: '' })).toMatchObject({
      runsAtOnce: undefined,
      runsPerClient: undefined,
      runsPerFlow: undefined,
    })
  })

  it('is set for the process, a client and a flow', () => {
    const env = { TILLFLOW_RUNS_AT_ONCE: '40', TILLFLOW_RUNS_PER_CLIENT: '10', TILLFLOW_RUNS_PER_FLOW: '5' }
    expect(readConfig(env)).toMatchObject({ runsAtOnce: 40, runsPerClient: 10, runsPerFlow: 5 })
  })

  it.each(['0', '-1', '1.5', 'many'])('is not %s', (value) => {
    expect(() => readConfig({ TILLFLOW_RUNS_PER_FLOW: value })).toThrow('TILLFLOW_RUNS_PER_FLOW must be a whole number from 1.')
  })
})

describe('the mail account', () => {
  const from = { TILLFLOW_MAIL_FROM: 'flows@example.com' }
  it('is none when nothing is set', () => {
    expect(readConfig({}).mail).toBeUndefined()
    expect(readConfig({ TILLFLOW_MAIL_URL: '' }).mail).toBeUndefined()
  })

  it('is read from its address', () => {
    expect(readConfig({ ...from, TILLFLOW_MAIL_URL: 'smtps://me%40example.com:p%3Ass@mail.example.com' }).mail).toEqual({
      host: 'mail.example.com',
      port: 465,
      encryption: 'tls',
      user: 'me@example.com',
      password: 'p:ss',
      from: 'flows@example.com',
    })
    expect(readConfig({ ...from, TILLFLOW_MAIL_URL: 'smtp://mail.example.com' }).mail).toMatchObject({ port: 587, encryption: 'starttls' })
    expect(readConfig({ ...from, TILLFLOW_MAIL_URL: 'smtp://[::1]:25?tls=off' }).mail).toMatchObject({
      host: '::1',
      port: 25,
      encryption: 'none',
    })
  })

  it.each(['mail.example.com', 'https://mail.example.com', 'smtp://', 'smtp://a?tls=maybe', 'smtp://:secret-0123@'])(
    'is not %s, and what was set is not told',
    (url) => {
      const read = () => readConfig({ ...from, TILLFLOW_MAIL_URL: url })
      expect(read).toThrow('TILLFLOW_MAIL_URL must be an address such as smtps://user:password@mail.example.com')
      expect(read).not.toThrow('secret-0123')
    },
  )

  it.each([undefined, 'nobody', 'a b@example.com'])('does not send from %s', (address) => {
    expect(() => readConfig({ TILLFLOW_MAIL_URL: 'smtp://mail.example.com', TILLFLOW_MAIL_FROM: address })).toThrow(
      'TILLFLOW_MAIL_FROM must be the address that mails come from',
    )
  })
})
