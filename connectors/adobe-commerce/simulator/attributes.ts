// Attributes of the simulated shop's products: some of Commerce's own, and what Harbour & Finch added.
import type { SimulatorRecords } from '#connectors/kit/simulator-records.ts'

interface Declared {
  readonly input: string
  readonly label: string
  readonly options?: readonly (readonly [value: string, label: string])[]
  readonly check?: string
  readonly isOwn?: boolean
}

const ATTRIBUTES: Readonly<Record<string, Declared>> = {
  sku: { input: 'text', label: 'SKU', isOwn: true },
  name: { input: 'text', label: 'Product Name', isOwn: true },
  price: { input: 'price', label: 'Price', isOwn: true },
  description: { input: 'textarea', label: 'Description', isOwn: true },
  media_gallery: { input: 'gallery', label: 'Media Gallery', isOwn: true },
  tax_class_id: {
    input: 'select',
    label: 'Tax Class',
    isOwn: true,
    options: [
      ['0', 'None'],
      ['2', 'Taxable Goods'],
    ],
  },
  hf_dishwasher: { input: 'boolean', label: 'Dishwasher safe' },
  hf_height: { input: 'text', label: 'Height in cm', check: 'validate-number' },
  hf_launch: { input: 'date', label: 'Launch' },
  hf_drop_at: { input: 'datetime', label: 'On sale from' },
  hf_material: {
    input: 'select',
    label: 'Material',
    options: [
      ['11', 'Stoneware'],
      ['12', 'Porcelain'],
      ['13', 'Glass'],
    ],
  },
  hf_rooms: {
    input: 'multiselect',
    label: 'Rooms',
    options: [
      ['21', 'Kitchen'],
      ['22', 'Bath'],
      ['23', 'Garden'],
    ],
  },
}

export function seedAttributes(records: SimulatorRecords): void {
  for (const [index, [attribute_code, { input, label, options = [], check = '', isOwn = false }]] of Object.entries(ATTRIBUTES).entries()) {
    records.put('attributes', attribute_code, {
      attribute_id: 70 + index,
      attribute_code,
      frontend_input: input,
      frontend_class: check,
      default_frontend_label: label,
      // Columns are numbers, answers say true and false.
      is_user_defined: isOwn ? 0 : 1,
      is_required: false,
      is_visible: true,
      entity_type_id: '4',
      frontend_labels: [],
      options: options.length === 0 ? [] : [{ label: ' ', value: '' }, ...options.map(([value, text]) => ({ label: text, value }))],
    })
  }
}
