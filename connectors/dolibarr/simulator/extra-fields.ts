// Fields that Harbour & Finch added to its Dolibarr, as its administrators are told of them.
const field = (type: string, label: string, param: unknown = '') => ({
  type,
  label,
  size: '255',
  computed: null,
  required: '0',
  unique: '0',
  param,
  pos: '100',
})

export const EXTRA_FIELDS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  societe: {
    hf_club: field('select', 'Club', { options: { '1': 'Harbour', '2': 'Finch' } }),
    hf_interests: field('checkbox', 'Interests', { options: { a: 'Garden', b: 'Kitchen' } }),
  },
  product: {
    hf_care: field('varchar', 'Care'),
    hf_weight: field('double', 'Weight of the parcel'),
    hf_heading: field('separate', 'Logistics'),
  },
  facture: { hf_channel: field('varchar', 'Channel') },
  commande: {
    hf_gift: field('boolean', 'Gift'),
    hf_pickup_at: field('datetime', 'Picked up at'),
    hf_margin: { ...field('double', 'Margin'), computed: '$object->total_ht' },
  },
}
