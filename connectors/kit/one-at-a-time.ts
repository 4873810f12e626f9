// Lets calls for the same record of the other system follow one another within this process. Many systems do not refuse a second record
// with the same reference, so two look-ups at the same moment would both find nothing and both create.

const tails = new Map<string, Promise<unknown>>()

export async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = tails.get(key)
  const mine = (async () => {
    await before?.catch(() => undefined)
    return await work()
  })()
  tails.set(key, mine)
  try {
    return await mine
  } finally {
    if (tails.get(key) === mine) tails.delete(key)
  }
}
