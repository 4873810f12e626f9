// How a line of the grid and a row of the document are named.
export const rowKey = (container: string, target: string) => `${container}>${target}`
export const rowPath = (container: string, index: number) => (container === '' ? String(index) : `${container}.rows.${index}`)
