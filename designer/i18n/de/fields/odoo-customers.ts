// German for fields of customers and contacts of Odoo: what they are called, and what is said of them.
export const odooCustomersFields = {
  'Customer of the shop': 'Kunde des Shops',
  'Shop and customer id, such as SHOPIFY-6620011800001. A second shop needs another word in front.':
    'Shop und Kundennummer, etwa SHOPIFY-6620011800001. Ein zweiter Shop braucht ein anderes Wort davor.',
  'Field for customers of the shop': 'Feld für Kunden des Shops',
  'Technical name of a text field of contacts, such as x_studio_shop_customers. Default: ref.':
    'Technischer Name eines Textfelds der Kontakte, etwa x_studio_shop_customers. Voreinstellung: ref.',
  'Identified by': 'Erkannt an',
  'What counts for a customer that is not linked yet, strongest first: email, phone. Default: both.':
    'Was bei einem Kunden zählt, der noch nicht verknüpft ist, das Stärkste zuerst: email, phone. Voreinstellung: beides.',
  'Decided by a person': 'Von einer Person entschieden',
  'The Odoo id of the contact, or "new" for a contact of its own.': 'Die Odoo-Id des Kontakts, oder „new“ für einen eigenen Kontakt.',
  'Compared without regard to upper and lower case.': 'Groß- und Kleinschreibung zählt beim Vergleich nicht.',
  'Compared in the form of E.164.': 'Verglichen in der Form von E.164.',
  'Country of telephone numbers': 'Land der Telefonnummern',
  'Two letters, for numbers that are written without one.': 'Zwei Buchstaben, für Nummern, die ohne Land geschrieben sind.',
  'Company as text': 'Firma als Text',
  'From an address. It becomes no contact.': 'Aus einer Anschrift. Sie wird kein Kontakt.',
  'Company of the shop': 'Firma des Shops',
  'Shop and company id, such as SHOPIFY-COMPANY-7001.': 'Shop und Firmennummer, etwa SHOPIFY-COMPANY-7001.',
  'Of a company that is made.': 'Einer Firma, die angelegt wird.',
  'Number in Odoo': 'Nummer in Odoo',
  'The reference of its contact, where the shop knows it.': 'Die Referenz ihres Kontakts, wo der Shop sie kennt.',
  'That the customer buys for. A new contact, and one that belongs to no company, becomes a contact of it.':
    'Für die der Kunde kauft. Ein neuer Kontakt, und einer, der zu keiner Firma gehört, wird ein Kontakt von ihr.',
  'Field for the consent': 'Feld für die Einwilligung',
  'Technical name of a text or selection field of contacts.': 'Technischer Name eines Text- oder Auswahlfelds der Kontakte.',
  'Field for its time': 'Feld für ihre Zeit',
  'Technical name of a field with date and time.': 'Technischer Name eines Felds mit Datum und Uhrzeit.',
  Consent: 'Einwilligung',
  'Such as subscribed or unsubscribed.': 'Etwa subscribed oder unsubscribed.',
  'Given or withdrawn at': 'Gegeben oder widerrufen am',
  'ISO instant. Nothing: the customer was never asked.': 'ISO-Zeitpunkt. Nichts: Der Kunde wurde nie gefragt.',
  Consents: 'Einwilligungen',
  'Written when they are newer than those that are there.': 'Geschrieben, wenn sie neuer sind als die vorhandenen.',
  'Writes the given details into a contact that is there already. Default: yes.':
    'Schreibt die gegebenen Angaben in einen Kontakt, der schon da ist. Voreinstellung: ja.',
  'Makes a contact when nobody is found. Default: yes.': 'Legt einen Kontakt an, wenn niemand gefunden wird. Voreinstellung: ja.',
  'undecided: a person has to say which contact it is. erased: the data of this customer was erased here.':
    'undecided: Eine Person muss sagen, welcher Kontakt es ist. erased: Die Daten dieses Kunden wurden hier gelöscht.',
  'Of the contact; nothing while it is undecided or missing.': 'Des Kontakts; nichts, solange er unentschieden ist oder fehlt.',
  Archived: 'Archiviert',
  'The contact is archived in Odoo, and stays so.': 'Der Kontakt ist in Odoo archiviert und bleibt es.',
  'While it is undecided: the customer and the ids of the contacts in question, as the key of a lookup table. It has no personal data.':
    'Solange es unentschieden ist: der Kunde und die Ids der fraglichen Kontakte, als Schlüssel einer Zuordnungstabelle. Ohne personenbezogene Daten.',
  'Is already': 'Ist schon',
  'Other customers of the shop that this contact is linked to.': 'Andere Kunden des Shops, mit denen dieser Kontakt verknüpft ist.',
  'Contacts in question': 'Fragliche Kontakte',
  'Customer that stays': 'Kunde, der bleibt',
  'Customer that goes': 'Kunde, der verschwindet',
  'moved: the contact is that of the customer that stays now. one: it was both. nothing: no contact had the customer that goes.':
    'moved: Der Kontakt gehört jetzt zum bleibenden Kunden. one: Er war beide. nothing: Kein Kontakt hatte den verschwindenden Kunden.',
  'Contacts with it that are linked to no customer of the shop are told, and not touched.':
    'Kontakte mit ihr, die mit keinem Kunden des Shops verknüpft sind, werden genannt und nicht angerührt.',
  'Name instead': 'Name stattdessen',
  'What the contact is called afterwards.': 'Wie der Kontakt danach heißt.',
  'Other fields to empty': 'Weitere Felder, die zu leeren sind',
  'Technical names of fields that were added to contacts, such as those for consent.':
    'Technische Namen von Feldern, die an Kontakten ergänzt wurden, etwa die für Einwilligungen.',
  'Keep what documents need': 'Behalten, was Belege brauchen',
  'A person decides': 'Eine Person entscheidet',
  'When documents name the contact': 'Wenn Belege den Kontakt nennen',
  'Invoices must keep their customer for as long as the law demands. Default: keep name, address and tax number, empty everything else.':
    'Rechnungen müssen ihren Kunden behalten, solange das Gesetz es verlangt. Voreinstellung: Name, Anschrift und Steuernummer behalten, alles andere leeren.',
  'closed: documents name the contact, which keeps name and address for them. nothing: no contact is this customer.':
    'closed: Belege nennen den Kontakt, der Name und Anschrift für sie behält. nothing: Kein Kontakt ist dieser Kunde.',
  'Posted invoices and confirmed orders that name the contact.': 'Gebuchte Rechnungen und bestätigte Aufträge, die den Kontakt nennen.',
  'Contacts with the e-mail': 'Kontakte mit der E-Mail',
  'Linked to no customer of the shop: a person has to say whether they are the same.':
    'Mit keinem Kunden des Shops verknüpft: Eine Person muss sagen, ob sie derselbe sind.',
}
