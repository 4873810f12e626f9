// Short names for addresses and lookup tables: `harbour-finch`.
const SHORT_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

export const isShortName = (value: string) => SHORT_NAME.test(value) && value.length <= 64

export function shortNameOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '')
    .slice(0, 64)
    .replaceAll(/-+$/g, '')
}
