// The list of the last time as long as the same things stand in it.
import { useState } from 'react'

export function useStableList<L extends readonly unknown[]>(list: L): L {
  const [kept, keep] = useState(list)
  if (kept === list || (kept.length === list.length && kept.every((one, i) => one === list[i]))) return kept
  keep(list)
  return list
}
