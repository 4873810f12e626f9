// What a vendor says of one value, as our issues say it: where it stands, and a code.

/** `Addresses[0].PostalCode` becomes `/Addresses/0/PostalCode`; `rename` for vendors whose names are written otherwise than ours. */
export const pointerOf = (reference: string, rename: (part: string) => string = (part) => part): string =>
  `/${reference
    .split(/[.[\]]+/)
    .filter((part) => part !== '')
    .map(rename)
    .join('/')}`

/** `InvalidAddress` and `invalid_address` become `invalid-address`; `refused` where the vendor gives no code. */
export const codeOf = (code: string | null | undefined): string =>
  (code ?? 'refused').replaceAll(/(?<=[a-z])(?=[A-Z])|_/g, '-').toLowerCase()
