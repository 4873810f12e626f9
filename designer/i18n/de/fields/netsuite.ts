// German for fields of NetSuite: what they are called, and what is said of them. A text that several systems have stands with the first.
export const netsuiteFields = {
  'Customer’s external id': 'Externe Id des Kunden',
  Memo: 'Memo',
  'Currency’s internal id': 'Interne Id der Währung',
  'Internal id': 'Interne Id',
  'Customer’s internal id': 'Interne Id des Kunden',
  'Subsidiary’s internal id': 'Interne Id der Niederlassung',
  'Names the order for ever, such as the shop’s order number.':
    'Bezeichnet den Auftrag für immer, zum Beispiel die Bestellnummer des Shops.',
  'Of a customer that is in NetSuite: write it first.': 'Eines Kunden, der in NetSuite ist: schreiben Sie ihn zuerst.',
  'YYYY-MM-DD, the day of the order.': 'JJJJ-MM-TT, der Tag der Bestellung.',
  'Shown to the customer, such as the shop’s order number.': 'Für den Kunden sichtbar, zum Beispiel die Bestellnummer des Shops.',
  'Where the customer’s own is not meant.': 'Wo nicht die des Kunden selbst gemeint ist.',
  'The item’s name in NetSuite.': 'Der Name des Artikels in NetSuite.',
  'Price of one in the order’s currency, as decimal text.': 'Preis für ein Stück in der Währung des Auftrags, als Dezimaltext.',
  'Such as SO1042.': 'Zum Beispiel SO1042.',
  'NetSuite’s letter: A pending approval, B pending fulfilment, G billed, H closed…':
    'Buchstabe von NetSuite: A Genehmigung steht aus, B Ausführung steht aus, G berechnet, H geschlossen…',
  'ISO 4217.': 'ISO 4217.',
  'In the order’s currency, as decimal text.': 'In der Währung des Auftrags, als Dezimaltext.',
  'In the time zone of the integration’s user.': 'In der Zeitzone des Integrationsbenutzers.',
  'Names the customer for ever, such as the shop’s customer id.': 'Bezeichnet den Kunden für immer, zum Beispiel die Kunden-Id des Shops.',
  'Of a business; without it the customer is a person.': 'Einer Firma; ohne ihn ist der Kunde eine Person.',
  'Needed in accounts with several (OneWorld).': 'Nötig in Konten mit mehreren (OneWorld).',
  'Such as CUS512.': 'Zum Beispiel CUS512.',
  'SuiteQL, such as SELECT id, itemid FROM item ORDER BY id. Order it, so that pages are whole.':
    'SuiteQL, zum Beispiel SELECT id, itemid FROM item ORDER BY id. Sortieren Sie, damit die Seiten vollständig sind.',
  'Default 1,000, which is the most.': 'Standard 1.000, zugleich das Höchste.',
  '"next" of the page before.': '„next“ der Seite davor.',
  'Names in lower case, values as text; empty ones are left out.': 'Namen in Kleinbuchstaben, Werte als Text; leere entfallen.',
  'Where the next page begins; null on the last one.': 'Wo die nächste Seite beginnt; null auf der letzten.',
}
