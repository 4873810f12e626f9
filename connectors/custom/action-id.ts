// Names for imported operations: what their authors wrote, as ids and as words for people.
const LONGEST = 60

/** `listOrders_v2` and `GET /orders/{id}` as `list-orders-v2` and `get-orders-id`; never one of `taken`, which it joins. */
export function actionIdOf(name: string, taken: Set<string>): string {
  const slug =
    name
      .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^[-0-9]+|-+$/g, '')
      .slice(0, LONGEST)
      .replace(/-+$/, '') || 'operation'
  let id = slug
  for (let n = 2; taken.has(id); n++) id = `${slug}-${n}`
  taken.add(id)
  return id
}

/** The first sentence, or words made of the id. */
export function labelOf(summary: string, id: string): string {
  const sentence = summary.trim().split(/[.\n]/)[0]?.trim() ?? ''
  const words = sentence === '' ? id.replaceAll('-', ' ') : sentence
  return (words.slice(0, 1).toUpperCase() + words.slice(1)).slice(0, 100)
}
