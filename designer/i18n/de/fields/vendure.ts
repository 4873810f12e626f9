// German for fields of Vendure: what they are called, and what is said of them. A text that several systems have stands with the first.
export const vendureFields = {
  'Tracking code': 'Sendungsnummer',
  Allocated: 'Zugeteilt',
  "Vendure's id, such as 17; not the code that shoppers see.": 'Vendures Id, zum Beispiel 17; nicht der Code, den Käufer sehen.',
  'Such as UPS.': 'Zum Beispiel UPS.',
  'Of the order.': 'Der Bestellung.',
  'To orders that are not shipped': 'Für Bestellungen, die nicht versendet sind',
  "Vendure's id, such as 1.": 'Vendures Id, zum Beispiel 1.',
  'With what is allocated to orders. Not below zero.': 'Einschließlich dessen, was Bestellungen zugeteilt ist. Nicht unter null.',
}
