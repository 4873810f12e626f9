// 400 % zoom: a window of 1280 × 1024 shows 320 × 256 points. What stopped can be read and replayed without looking sideways.
import { deployRule, exceptionsOf, FIRST, sendSamples } from './demo.ts'
import { expect as soon, test } from './journey.ts'

const expect = soon.configure({ timeout: 30_000 })

test('an exception is read at 400 % zoom', async ({ signedIn: page, installation }) => {
  test.setTimeout(180_000)
  await deployRule(installation, 'origin', { kind: 'expression', expression: '$number(name) * 2' })
  await sendSamples(installation, ['Simple order'])
  await expect.poll(async () => (await exceptionsOf(installation, FIRST.slug)).length).toBe(1)
  const [exception] = await exceptionsOf(installation, FIRST.slug)
  await page.setViewportSize({ width: 320, height: 512 })
  await page.goto(`${installation.url}/c/${FIRST.slug}/exceptions/${exception?.id}`)
  const what = page.getByRole('group', { name: 'What went wrong' })
  await expect(what.getByText('"#1001" is not a number')).toBeVisible()
  const replay = page.getByRole('button', { name: 'Replay from this step' })
  await replay.scrollIntoViewIfNeeded()
  for (const part of [what, replay]) {
    const box = await part.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(56)
    expect((box?.x ?? 0) + (box?.width ?? 1_000)).toBeLessThanOrEqual(320)
  }
})
