// German for what connectors say with values in it.
export const connectorSentences = {
  'The sign-in gave access to {{0}} organisations: {{1}}.': 'Die Anmeldung gab Zugang zu {{0}} Organisationen: {{1}}.',
  'Xero answered {{0}} without saying why.': 'Xero antwortete {{0}}, ohne zu sagen, warum.',
  'Xero has no sales invoice {{0}}.': 'Xero hat keine Verkaufsrechnung {{0}}.',
  'Xero has no invoice {{0}}.': 'Xero hat keine Rechnung {{0}}.',
  '"{{0}}" is not one of Xero\'s dates.': '„{{0}}“ ist kein Datum von Xero.',
  'The journal does not balance: debits less credits are {{0}}.': 'Das Journal geht nicht auf: Soll minus Haben ist {{0}}.',
  'The address answered {{0}}, and not as WooCommerce does.': 'Die Adresse antwortete {{0}}, und nicht, wie WooCommerce es tut.',
  "WooCommerce's answer to {{0}} lacks something it promises.": 'WooCommerces Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'WooCommerce has no product with the SKU "{{0}}".': 'WooCommerce hat kein Produkt mit der SKU „{{0}}“.',
  'This webhook takes {{0}}, not {{1}}.': 'Dieser Webhook nimmt {{0}}, nicht {{1}}.',
  'Register this address with WooCommerce for {{0}} only.': 'Richten Sie diese Adresse bei WooCommerce nur für {{0}} ein.',
  'WooCommerce made the refund {{0}}, but did not keep the key that a repetition is recognised by.':
    'WooCommerce hat die Erstattung {{0}} angelegt, aber den Schlüssel nicht behalten, an dem eine Wiederholung erkannt wird.',
  'There is no product "{{0}}" yet, and a new one needs a name.': 'Es gibt noch kein Produkt „{{0}}“, und ein neues braucht einen Namen.',
  'Vendure does not sign in {{0}}.': 'Vendure meldet {{0}} nicht an.',
  'Vendure does not sign in {{0}}: {{1}}.': 'Vendure meldet {{0}} nicht an: {{1}}.',
  "Vendure's answer to {{0}} lacks something it promises.": 'Vendures Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'Order {{0}} has nothing left to fulfil.': 'Bestellung {{0}} hat nichts mehr zu versenden.',
  'Vendure has no order with the id {{0}}.': 'Vendure hat keine Bestellung mit der Id {{0}}.',
  'Vendure has no variant with the SKU "{{0}}".': 'Vendure hat keine Variante mit der SKU „{{0}}“.',
  'Tryton has no {{0}} "{{1}}".': 'Tryton hat kein {{0}} „{{1}}“.',
  "Tryton's answer to {{0}} is not what it promises.": 'Trytons Antwort auf {{0}} ist nicht, was es zusagt.',
  'Tryton has no party with the code "{{0}}".': 'Tryton hat keine Partei mit dem Code „{{0}}“.',
  'Nobody in Tryton has the e-mail address {{0}}, and a new party needs a name.':
    'Niemand in Tryton hat die E-Mail-Adresse {{0}}, und eine neue Partei braucht einen Namen.',
  'Tryton does not find the party {{0}} that it has just made.': 'Tryton findet die Partei {{0}} nicht, die es gerade angelegt hat.',
  'Tryton does not find the sale {{0}} that it has just made.': 'Tryton findet den Verkauf {{0}} nicht, den es gerade angelegt hat.',
  'Nobody in Tryton has the e-mail address {{0}}.': 'Niemand in Tryton hat die E-Mail-Adresse {{0}}.',
  'Line {{0}} has neither a product nor a description.': 'Zeile {{0}} hat weder ein Produkt noch eine Beschreibung.',
  'Tryton computes a total of {{0}} {{1}}, and the order says {{2}}. The sale {{3}} stays a draft.':
    'Tryton berechnet eine Summe von {{0}} {{1}}, und die Bestellung sagt {{2}}. Der Verkauf {{3}} bleibt ein Entwurf.',
  'Tryton has no warehouse with the code "{{0}}".': 'Tryton hat kein Lager mit dem Code „{{0}}“.',
  'Tryton has no product with the code "{{0}}".': 'Tryton hat kein Produkt mit dem Code „{{0}}“.',
  'Tryton does not find the product "{{0}}" that it has just written.':
    'Tryton findet das Produkt „{{0}}“ nicht, das es gerade geschrieben hat.',
  'There is no product "{{0}}" yet, and a new one needs a name and a list price.':
    'Es gibt noch kein Produkt „{{0}}“, und ein neues braucht einen Namen und einen Listenpreis.',
  'Stripe answered {{0}} without saying why.': 'Stripe antwortete {{0}}, ohne zu sagen, warum.',
  "Stripe's answer to {{0}} lacks something it promises.": 'Stripes Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'Send only {{0}} to this address.': 'Senden Sie nur {{0}} an diese Adresse.',
  '{{0}} has more decimals than {{1}} has.': '{{0}} hat mehr Nachkommastellen als {{1}}.',
  'The payout {{0}} has more than {{1}} transactions.': 'Die Auszahlung {{0}} hat mehr als {{1}} Bewegungen.',
  'The transactions of payout {{0}} are {{1}} {{2}}, and the deposit is {{3}}.':
    'Die Bewegungen der Auszahlung {{0}} ergeben {{1}} {{2}}, und die Einzahlung ist {{3}}.',
  'Square has no item variation with the SKU "{{0}}".': 'Square hat keine Artikelvariante mit der SKU „{{0}}“.',
  'Square answered {{0}} without saying why.': 'Square antwortete {{0}}, ohne zu sagen, warum.',
  "Square's answer to {{0}} lacks something it promises.": 'Squares Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'Subscribe this address to {{0}} only.': 'Abonnieren Sie an dieser Adresse nur {{0}}.',
  'The database shows no table or view "{{0}}" to this user.': 'Die Datenbank zeigt diesem Benutzer keine Tabelle oder Sicht „{{0}}“.',
  'The column that grows has the value "{{0}}", which is not {{1}}.': 'Die wachsende Spalte hat den Wert „{{0}}“, der nicht {{1}} ist.',
  "Shopify's answer to {{0}} lacks something it promises.": 'Shopifys Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'Shopify refused to {{0}}: {{1}}': 'Shopify lehnte ab ({{0}}): {{1}}',
  'Shopify answered without saying whether it could {{0}}.': 'Shopify antwortete, ohne zu sagen, ob es gelang: {{0}}.',
  "Shopify's answer to {{0}} is not a GraphQL answer.": 'Shopifys Antwort auf {{0}} ist keine GraphQL-Antwort.',
  'Shopify does not let this app do that: {{0}}': 'Shopify lässt diese App das nicht tun: {{0}}',
  'The shop is not active: {{0}}': 'Der Shop ist nicht aktiv: {{0}}',
  'Shopify failed while it answered {{0}}.': 'Shopify scheiterte, während es {{0}} beantwortete.',
  'Shopify refused {{0}}: {{1}}': 'Shopify lehnte {{0}} ab: {{1}}',
  'Shopify answered with status {{0}}.': 'Shopify antwortete mit Status {{0}}.',
  'That is not the id of a Shopify {{0}}.': 'Das ist nicht die Id für {{0}} bei Shopify.',
  'Give {{0}}… or its number.': 'Geben Sie {{0}}… oder seine Nummer an.',
  'This is {{0}}, whose permanent address is {{1}}, not {{2}}.': 'Das ist {{0}}, dessen dauerhafte Adresse {{1}} ist, nicht {{2}}.',
  'Enter {{0}} as the shop.': 'Tragen Sie {{0}} als Shop ein.',
  'Signed in to {{0}}, but the app may not read orders.': 'Bei {{0}} angemeldet, aber die App darf keine Bestellungen lesen.',
  'Register this address with Shopify for {{0}} only.': 'Richten Sie diese Adresse bei Shopify nur für {{0}} ein.',
  'The shop has no location {{0}}.': 'Der Shop hat keinen Standort {{0}}.',
  'The metafield {{0}} is not the JSON that its type {{1}} says.': 'Das Metafeld {{0}} ist nicht das JSON, das sein Typ {{1}} sagt.',
  'The shop has no return {{0}}.': 'Der Shop hat keine Retoure {{0}}.',
  '{{0}} is {{1}}, so nothing of it can come back.': '{{0}} ist {{1}}, daher kann nichts davon zurückkommen.',
  '{{0}} can give back {{1}} {{2}}, not {{3}}.': '{{0}} kann {{1}} {{2}} zurückgeben, nicht {{3}}.',
  'The shop has no refund {{0}}.': 'Der Shop hat keine Erstattung {{0}}.',
  'This refund of {{0}} has more than 100 lines or 20 payments, more than a refund is read with.':
    'Diese Erstattung von {{0}} hat mehr als 100 Positionen oder 20 Zahlungen, mehr, als mit einer Erstattung gelesen werden.',
  'A payment of this refund of {{0}} is still pending at the gateway: it is not money yet.':
    'Eine Zahlung dieser Erstattung von {{0}} steht beim Zahlungsdienst noch aus: Sie ist noch kein Geld.',
  'The shop has no product {{0}}.': 'Der Shop hat kein Produkt {{0}}.',
  'Shopify shipped order {{0}} without answering with the fulfilment.':
    'Shopify hat die Bestellung {{0}} versendet, ohne mit dem Versand zu antworten.',
  '{{0}} is cancelled, so it cannot be edited.': '{{0}} ist storniert und kann daher nicht bearbeitet werden.',
  'Order {{0}} has more lines, parcels or refunds than Tillflow reads at once.':
    'Bestellung {{0}} hat mehr Positionen, Pakete oder Erstattungen, als Tillflow auf einmal liest.',
  'The shop has no order {{0}}, or this app may not see it.': 'Der Shop hat keine Bestellung {{0}}, oder diese App darf sie nicht sehen.',
  'Order {{0}} was cancelled: nothing of it is picked up.': 'Bestellung {{0}} wurde storniert: Nichts davon wird abgeholt.',
  'Nothing of order {{0}} is picked up at a store: its customer did not choose that.':
    'Nichts von Bestellung {{0}} wird in einer Filiale abgeholt: Das wurde bei der Bestellung nicht gewählt.',
  'Nothing of order {{0}} is picked up at the location {{1}}.': 'Nichts von Bestellung {{0}} wird am Standort {{1}} abgeholt.',
  'The pick-up of order {{0}} is {{1}} in Shopify: it cannot be ready.':
    'Die Abholung von Bestellung {{0}} ist in Shopify {{1}}: Sie kann nicht bereit sein.',
  'Order {{0}} has more fulfilment orders than Tillflow reads.': 'Bestellung {{0}} hat mehr Fulfillment-Aufträge, als Tillflow liest.',
  'Order {{0}} has more lines than Tillflow reads.': 'Bestellung {{0}} hat mehr Positionen, als Tillflow liest.',
  'This refund of {{0}} was made at no till: the order came from {{1}}.':
    'Diese Erstattung von {{0}} geschah an keiner Kasse: Die Bestellung kam von {{1}}.',
  '{{0}} is no sale of a till: it came from {{1}}.': '{{0}} ist kein Verkauf einer Kasse: Er kam von {{1}}.',
  '{{0}} has more than 100 lines, more than a till sale is read with.':
    '{{0}} hat mehr als 100 Positionen, mehr, als mit einem Kassenverkauf gelesen werden.',
  'Order {{0}} has less open than is to be shipped.': 'Bestellung {{0}} hat weniger offen, als versendet werden soll.',
  'Order {{0}} has more shipments or lines than Tillflow can plan for.':
    'Bestellung {{0}} hat mehr Sendungen oder Positionen, als Tillflow planen kann.',
  'Order {{0}} has nothing open to ship.': 'Bestellung {{0}} hat nichts Offenes zu versenden.',
  'Order {{0}} was cancelled.': 'Bestellung {{0}} wurde storniert.',
  'The shop has no gift card {{0}}.': 'Der Shop hat keine Geschenkkarte {{0}}.',
  'Shopify has no bulk operation {{0}}.': 'Shopify hat keinen Massenvorgang {{0}}.',
  'Shopify is still at the bulk {{0}}: {{1}} objects so far.': 'Shopify ist noch beim Massenvorgang ({{0}}): bisher {{1}} Objekte.',
  'The bulk operation failed{{0}}.': 'Der Massenvorgang ist gescheitert{{0}}.',
  'ShipEngine answered {{0}} without saying why.': 'ShipEngine antwortete {{0}}, ohne zu sagen, warum.',
  'The label of {{0}} was voided, or its shipment cancelled.': 'Das Versandetikett von {{0}} wurde storniert oder seine Sendung abgesagt.',
  'ShipEngine is making the label of {{0}}.': 'ShipEngine erstellt das Versandetikett von {{0}}.',
  'An earlier try for {{0}} may still be buying its label at the carrier. It is looked at again when that must have ended.':
    'Ein früherer Versuch für {{0}} kauft vielleicht noch sein Versandetikett beim Versanddienst. Es wird wieder nachgesehen, wenn das beendet sein muss.',
  'The label of {{0}} is of the order {{1}}, not of {{2}}.': 'Das Versandetikett von {{0}} gehört zur Bestellung {{1}}, nicht zu {{2}}.',
  'The carrier made no label ({{0}}), without saying why.':
    'Der Versanddienst hat kein Versandetikett erstellt ({{0}}), ohne zu sagen, warum.',
  'The address in {{0}} needs a name or a company.': 'Die Adresse in {{0}} braucht einen Namen oder eine Firma.',
  'This is no {{0}} of ShipEngine.': 'Das ist nicht {{0}} von ShipEngine.',
  'ShipEngine has no label {{0}}.': 'ShipEngine hat kein Versandetikett {{0}}.',
  'SAP Business One refused the sign-in to {{0}}: {{1}}': 'SAP Business One lehnte die Anmeldung an {{0}} ab: {{1}}',
  'SAP Business One has no {{0}} {{1}}{{2}}.': 'SAP Business One hat nicht: {{0}} {{1}}{{2}}.',
  'Make the {{0}} first, or give lines without it.': 'Legen Sie zuerst den Beleg ({{0}}) an, oder geben Sie Positionen ohne ihn an.',
  'Of {{0}} {{1}} (number {{2}}) {{3}}.': 'Von {{0}} {{1}} (Nummer {{2}}) {{3}}.',
  'SAP Business One ends each session at once: {{0}}': 'SAP Business One beendet jede Sitzung sofort: {{0}}',
  'Somebody else changes this record in SAP Business One: {{0}}': 'Jemand anderes ändert diesen Datensatz in SAP Business One: {{0}}',
  'Reference {{0}} is taken by {{1}} {{2}}, of customer {{3}} and not {{4}}.':
    'Referenz {{0}} ist vergeben an {{1}} {{2}}, von Kunde {{3}} und nicht {{4}}.',
  'SAP Business One has {{0}} {{1}} of reference {{2}}.': 'SAP Business One hat {{0}} {{1}} mit der Referenz {{2}}.',
  'SAP Business One has more than one open series {{0}}.': 'SAP Business One hat mehr als eine offene Serie {{0}}.',
  'SAP Business One has no open series {{0}} for this kind of document: there are {{1}}.':
    'SAP Business One hat keine offene Serie {{0}} für diese Belegart: Es gibt {{1}}.',
  'SAP Business One has no sales order {{0}}.': 'SAP Business One hat keinen Verkaufsauftrag {{0}}.',
  'Reference {{0}} is taken by payment {{1}}, of customer {{2}} and not {{3}}.':
    'Referenz {{0}} ist vergeben an die Zahlung {{1}}, von Kunde {{2}} und nicht {{3}}.',
  'SAP Business One has no invoice {{0}}{{1}}.': 'SAP Business One hat keine Rechnung {{0}}{{1}}.',
  'SAP Business One has no {{0}} {{1}}.': 'SAP Business One hat nicht: {{0}} {{1}}.',
  'SAP Business One has {{0}} journal entries of reference {{1}} on {{2}}.':
    'SAP Business One hat {{0}} Buchungssätze mit der Referenz {{1}} am {{2}}.',
  'The answer is no {{0}} of S3: somebody else (a proxy, a sign-in page) may have answered.':
    'Die Antwort ist kein {{0}} von S3: Jemand anderes (ein Proxy, eine Anmeldeseite) kann geantwortet haben.',
  'QuickBooks answered {{0}} without saying why.': 'QuickBooks antwortete {{0}}, ohne zu sagen, warum.',
  'QuickBooks has {{0}} {{1}} already, of the customer {{2}} instead of {{3}}.':
    'QuickBooks hat schon {{0}} {{1}}, von Kunde {{2}} statt {{3}}.',
  'The lines come to {{0}}: {{1}} cannot be below zero.': 'Die Zeilen ergeben {{0}}: {{1}} kann nicht unter null sein.',
  'QuickBooks does not tell the rate of the tax code {{0}}, so that tax cannot be taken out of prices that include it.':
    'QuickBooks nennt den Satz des Steuerschlüssel {{0}} nicht, daher kann Steuer nicht aus Preisen herausgerechnet werden, die sie enthalten.',
  'QuickBooks tells changes of {{0}} in a way that is not known.': 'QuickBooks meldet Änderungen von {{0}} auf eine unbekannte Weise.',
  'The invoices come to {{0}}, credit memos to {{1}}, and the payment to {{2}}.':
    'Die Rechnungen ergeben {{0}}, Gutschriften {{1}} und die Zahlung {{2}}.',
  'QuickBooks has a payment {{0}} of {{1}} already, and this one is of {{2}}.':
    'QuickBooks hat schon eine Zahlung {{0}} über {{1}}, und diese ist über {{2}}.',
  'QuickBooks has no invoice {{0}}.': 'QuickBooks hat keine Rechnung {{0}}.',
  'The POSLog has more than {{0}} MB.': 'Das POSLog hat mehr als {{0}} MB.',
  'The text has more than {{0}} MB.': 'Der Text hat mehr als {{0}} MB.',
  'Odoo has no {{0}} "{{1}}".': 'Odoo hat nicht: {{0}} „{{1}}“.',
  'Odoo answered search_read of {{0}} with something else than records.':
    'Odoo antwortete auf search_read von {{0}} mit etwas anderem als Datensätzen.',
  'Odoo does not find {{0}} {{1}}, which was there a moment ago.': 'Odoo findet {{0}} {{1}} nicht, das eben noch da war.',
  '{{0}} contacts in Odoo are the customer {{1}}: {{2}}.': '{{0}} Kontakte in Odoo sind der Kunde {{1}}: {{2}}.',
  'The contact {{0}} is also the customer {{1}}.': 'Der Kontakt {{0}} ist auch der Kunde {{1}}.',
  'The contact {{0}} has people of its own, such as {{1}}.': 'Der Kontakt {{0}} hat eigene Leute, etwa {{1}}.',
  'The contact {{0}} has business that is not done: {{1}}.': 'Der Kontakt {{0}} hat offene Vorgänge: {{1}}.',
  '{{0}} documents in Odoo name the contact {{1}}.': '{{0}} Belege in Odoo nennen den Kontakt {{1}}.',
  '{{0}} was merged into {{1}} in the shop, and they are {{2}} contacts in Odoo: {{3}}.':
    '{{0}} wurde im Shop mit {{1}} zusammengeführt, und sie sind {{2}} Kontakte in Odoo: {{3}}.',
  'Odoo has no field "{{0}}" on contacts.': 'Odoo hat an Kontakten kein Feld „{{0}}“.',
  'The contact {{0}} has the reference {{1}}, which {{2}} would replace.':
    'Der Kontakt {{0}} hat die Referenz {{1}}, die {{2}} ersetzen würde.',
  'Odoo has no contact with the id {{0}}, which was decided for.': 'Odoo hat keinen Kontakt mit der Id {{0}}, für den entschieden wurde.',
  'Odoo has no price list called "{{0}}".': 'Odoo hat keine Preisliste namens „{{0}}“.',
  'The price list has more than {{0}} promotions.': 'Die Preisliste hat mehr als {{0}} Aktionen.',
  'Odoo answered create of {{0}} without an id.': 'Odoo antwortete auf create von {{0}} ohne eine Id.',
  '"{{0}}" is not a date.': '„{{0}}“ ist kein Datum.',
  'Odoo has no delivery {{0}}.': 'Odoo hat keine Lieferung {{0}}.',
  'Odoo has no {{0}} with the reference {{1}}.': 'Odoo hat nicht: {{0}} mit der Referenz {{1}}.',
  'The credit note {{0}} is for {{1}}, and several bills in Odoo have this number.':
    'Die Gutschrift {{0}} gilt {{1}}, und mehrere Rechnungen in Odoo haben diese Nummer.',
  'The credit note {{0}} is for {{1}}, and Odoo has no bill of an order with this number.':
    'Die Gutschrift {{0}} gilt {{1}}, und Odoo hat keine Rechnung zu einer Bestellung mit dieser Nummer.',
  '{{0}} is in {{1}}, and the order {{2}} is in {{3}}.': '{{0}} lautet auf {{1}}, und die Bestellung {{2}} auf {{3}}.',
  '{{0}} is of a supplier with the VAT number {{1}}, and the order {{2}} is with {{3}}, whose number is {{4}}.':
    '{{0}} ist von einem Lieferanten mit der USt-IdNr. {{1}}, und die Bestellung {{2}} ist bei {{3}} mit der Nummer {{4}}.',
  '{{0}} for {{1}} is for {{2}} {{3}} {{4}}, and its draft in Odoo for {{5}} {{6}}.':
    '{{0}} zu {{1}} lautet auf {{2}} {{3}} {{4}}, und der Entwurf in Odoo auf {{5}} {{6}}.',
  'Odoo has another {{0}} of this supplier: it is for {{1}} {{2}} {{3}}, and this one for {{4}} {{5}}.':
    'Odoo hat eine andere {{0}} dieses Lieferanten: Sie lautet auf {{1}} {{2}} {{3}}, und diese auf {{4}} {{5}}.',
  'in all': 'insgesamt',
  'without tax': 'ohne Steuer',
  tax: 'Steuer',
  'The invoice {{0}} in Odoo is not posted: its state is {{1}}.': 'Die Rechnung {{0}} ist in Odoo nicht gebucht: Ihr Zustand ist {{1}}.',
  'Odoo computes a total of {{0}} {{1}}, and the {{2}} {{3}} should have {{4}}. It stays a draft.':
    'Odoo berechnet eine Summe von {{0}} {{1}}, und {{2}} {{3}} sollte {{4}} haben. Der Beleg bleibt ein Entwurf.',
  'Odoo does not sign in with this key to the database {{0}}: {{1}}.':
    'Odoo meldet mit diesem Schlüssel nicht an der Datenbank {{0}} an: {{1}}.',
  'Odoo answers HTTP {{0}} without a reason.': 'Odoo antwortet mit HTTP {{0}} ohne einen Grund.',
  'There is no JSON-2 API at this address for the database {{0}}.': 'An dieser Adresse gibt es keine JSON-2-API für die Datenbank {{0}}.',
  'Odoo does not sign in {{0}} to the database {{1}}.': 'Odoo meldet {{0}} nicht an der Datenbank {{1}} an.',
  'Odoo answered fields_get of {{0}} with something else than fields.':
    'Odoo antwortete auf fields_get von {{0}} mit etwas anderem als Feldern.',
  'Odoo has no contact with the id {{0}}.': 'Odoo hat keinen Kontakt mit der Id {{0}}.',
  'Odoo has no customer with the {{0}}.': 'Odoo hat keinen Kunden mit: {{0}}.',
  'There is no contact with {{0}}, and a new one needs a name.': 'Es gibt keinen Kontakt mit {{0}}, und ein neuer braucht einen Namen.',
  'Odoo has no country with the code {{0}}.': 'Odoo hat kein Land mit dem Code {{0}}.',
  'Odoo has no sales order with the reference {{0}} yet.': 'Odoo hat noch keinen Verkaufsauftrag mit der Referenz {{0}}.',
  'Odoo has no sales order with the reference {{0}}.': 'Odoo hat keinen Verkaufsauftrag mit der Referenz {{0}}.',
  'The order {{0}} cannot be cancelled in Odoo: the delivery {{1}} has left.':
    'Der Auftrag {{0}} kann in Odoo nicht storniert werden: Die Lieferung {{1}} ist unterwegs.',
  'Odoo asks a person before it cancels the order {{0}} ({{1}}).':
    'Odoo fragt einen Menschen, bevor es den Auftrag {{0}} storniert ({{1}}).',
  'Odoo cancelled the order {{0}} without an error, and it is still {{1}}.':
    'Odoo hat den Auftrag {{0}} ohne Fehler storniert, und er ist immer noch {{1}}.',
  'Odoo computes a total of {{0}} {{1}}, and the order says {{2}}. {{3}} stays a quotation.':
    'Odoo berechnet eine Summe von {{0}} {{1}}, und die Bestellung sagt {{2}}. {{3}} bleibt ein Angebot.',
  'Compare prices and taxes with {{0}} in Odoo. Correct the quotation there, or delete it and correct the mapping; then replay.':
    'Vergleichen Sie Preise und Steuern mit {{0}} in Odoo. Berichtigen Sie das Angebot dort, oder löschen Sie es und berichtigen das Mapping; wiederholen Sie dann.',
  'Odoo has no product with {{0}}.': 'Odoo hat kein Produkt mit {{0}}.',
  'Odoo asks a person before it takes in the return ({{0}}).': 'Odoo fragt einen Menschen, bevor es die Retoure annimmt ({{0}}).',
  'Odoo does not find the payment {{0}} that it has just made.': 'Odoo findet die Zahlung {{0}} nicht, die es gerade angelegt hat.',
  'Odoo has a payment {{0}} of {{1}} {{2}} already, and this one is of {{3}}.':
    'Odoo hat schon eine Zahlung {{0}} über {{1}} {{2}}, und diese ist über {{3}}.',
  'The document {{0}} in Odoo is not posted, so that it cannot be paid.':
    'Der Beleg {{0}} ist in Odoo nicht gebucht und kann daher nicht bezahlt werden.',
  'Odoo would pay {{0}} instead of {{1}}.': 'Odoo würde {{0}} statt {{1}} bezahlen.',
  'The stock of {{0}} changed in Odoo while it was counted.': 'Der Bestand von {{0}} änderte sich in Odoo, während er gezählt wurde.',
  'Odoo asks a person before it takes the count of {{0}} ({{1}}).':
    'Odoo fragt einen Menschen, bevor es die Zählung von {{0}} annimmt ({{1}}).',
  'The sales order for {{0}} is not changed. {{1}}': 'Der Verkaufsauftrag zu {{0}} wird nicht geändert. {{1}}',
  'Odoo computes a total of {{0}} {{1}} for {{2}}, and the order {{3}} costs {{4}} now.':
    'Odoo berechnet eine Summe von {{0}} {{1}} für {{2}}, und die Bestellung {{3}} kostet jetzt {{4}}.',
  'Compare prices and taxes with {{0}} in Odoo, which has the new lines. Correct it there or correct the mapping; then replay.':
    'Vergleichen Sie Preise und Steuern mit {{0}} in Odoo, das die neuen Positionen hat. Berichtigen Sie es dort oder das Mapping; wiederholen Sie dann.',
  'The sales order {{0}} for {{1}} is still a quotation in Odoo.': 'Der Verkaufsauftrag {{0}} zu {{1}} ist in Odoo noch ein Angebot.',
  'The sales order {{0}} for {{1}} is cancelled in Odoo, and the shop has changed it.':
    'Der Verkaufsauftrag {{0}} zu {{1}} ist in Odoo storniert, und der Shop hat ihn geändert.',
  'The sales order {{0}} for {{1}} is locked in Odoo.': 'Der Verkaufsauftrag {{0}} zu {{1}} ist in Odoo gesperrt.',
  'Odoo has no product with the SKU "{{0}}", and a new one needs a name.':
    'Odoo hat kein Produkt mit der SKU „{{0}}“, und ein neues braucht einen Namen.',
  'In Odoo the barcode {{0}} belongs to the product {{1}}, not to {{2}}.':
    'In Odoo gehört der Barcode {{0}} zum Produkt {{1}}, nicht zu {{2}}.',
  'The delivery {{0}} is cancelled in Odoo.': 'Die Lieferung {{0}} ist in Odoo storniert.',
  'Odoo does not find the delivery {{0}} any more.': 'Odoo findet die Lieferung {{0}} nicht mehr.',
  'Odoo asks a person before it validates {{0}} ({{1}}).': 'Odoo fragt einen Menschen, bevor es {{0}} bestätigt ({{1}}).',
  "NetSuite's metadata catalog does not say which fields {{0}} has.": 'NetSuites Metadatenkatalog sagt nicht, welche Felder {{0}} hat.',
  'NetSuite has no sales order with the external id "{{0}}".': 'NetSuite hat keinen Verkaufsauftrag mit der externen Id „{{0}}“.',
  'NetSuite does not find the customer {{0}} that it has just taken.':
    'NetSuite findet den Kunden {{0}} nicht, den es gerade angenommen hat.',
  'NetSuite does not find the document {{0}} that it has just taken.': 'NetSuite findet den Beleg {{0}} nicht, den es eben angenommen hat.',
  '{{0}} refuses the user, the password or the token.': '{{0}} lehnt den Benutzer, das Passwort oder das Token ab.',
  '{{0}}: nobody answers: JetStream is not on, or no stream takes this subject.':
    '{{0}}: Niemand antwortet: JetStream ist nicht eingeschaltet, oder kein Stream nimmt dieses Subject.',
  '{{0}}: no answer in time.': '{{0}}: keine rechtzeitige Antwort.',
  '{{0}} does not speak MQTT: {{1}}.': '{{0}} spricht kein MQTT: {{1}}.',
  '{{0}}:{{1}}: no answer within {{2}} s.': '{{0}}:{{1}}: keine Antwort innerhalb von {{2}} s.',
  '{{0}} does not let this user subscribe to "{{1}}".': '{{0}} lässt diesen Benutzer „{{1}}“ nicht abonnieren.',
  '{{0}}:{{1}} says that it is not available.': '{{0}}:{{1}} sagt, dass es nicht verfügbar ist.',
  '{{0}}:{{1}} refuses the connection (code {{2}}).': '{{0}}:{{1}} lehnt die Verbindung ab (Code {{2}}).',
  'The address answered {{0}}, and not as Medusa does.': 'Die Adresse antwortete {{0}}, und nicht, wie Medusa es tut.',
  "Medusa's answer to {{0}} lacks something it promises.": 'Medusas Antwort auf {{0}} fehlt etwas, das es zusagt.',
  'Medusa has no {{0}} with the SKU "{{1}}".': 'Medusa hat nicht: {{0}} mit der SKU „{{1}}“.',
  'Medusa refunded order #{{0}}, but does not show the refund.':
    'Medusa hat die Bestellung Nr. {{0}} erstattet, zeigt die Erstattung aber nicht.',
  'No captured payment of order #{{0}} has {{1}} left to pay back.':
    'Keine eingezogene Zahlung der Bestellung Nr. {{0}} hat noch {{1}} zurückzuzahlen.',
  'Order #{{0}} has nothing left to fulfil.': 'Bestellung Nr. {{0}} hat nichts mehr zu versenden.',
  'Medusa fulfilled order #{{0}}, but did not keep the key that a repetition is recognised by.':
    'Medusa hat die Bestellung Nr. {{0}} versendet, aber den Schlüssel nicht behalten, an dem eine Wiederholung erkannt wird.',
  'Medusa does not find the product "{{0}}" that it has just written.':
    'Medusa findet das Produkt „{{0}}“ nicht, das es gerade geschrieben hat.',
  'Lightspeed answered {{0}} without saying why.': 'Lightspeed antwortete {{0}}, ohne zu sagen, warum.',
  'Lightspeed has no register {{0}}.': 'Lightspeed hat keine Kasse {{0}}.',
  'Lightspeed has no product with the SKU {{0}}.': 'Lightspeed hat kein Produkt mit der SKU {{0}}.',
  "Lightspeed's sale {{0}} has no outlet that can be read.": 'Lightspeeds Verkauf {{0}} hat keine Filiale, die gelesen werden kann.',
  'Register this address for {{0}} only.': 'Richten Sie diese Adresse nur für {{0}} ein.',
  "Lightspeed's sale {{0}} has no date.": 'Lightspeeds Verkauf {{0}} hat kein Datum.',
  "The sale's lines and taxes are {{0}} {{1}}, its payments {{2}}.":
    'Die Positionen und Steuern des Verkaufs ergeben {{0}} {{1}}, seine Zahlungen {{2}}.',
  'Lightspeed took the sale {{0}} and does not have it.': 'Lightspeed hat den Verkauf {{0}} angenommen und hat ihn nicht.',
  'Line {{0}}: Lightspeed has no tax {{1}}.': 'Zeile {{0}}: Lightspeed hat keine Steuer {{1}}.',
  'The lines of {{0}} are {{1}} with tax, its payments {{2}}.': 'Die Positionen von {{0}} ergeben {{1}} mit Steuer, seine Zahlungen {{2}}.',
  'There are more than {{0}} sales between {{1}} and {{2}}.': 'Zwischen {{1}} und {{2}} gibt es mehr als {{0}} Verkäufe.',
  'Lightspeed has no sale {{0}}.': 'Lightspeed hat keinen Verkauf {{0}}.',
  'Lightspeed took the product {{0}} and does not find it.': 'Lightspeed hat das Produkt {{0}} angenommen und findet es nicht.',
  'Lightspeed keeps no stock of {{0}} at the outlet {{1}}.': 'Lightspeed führt in der Filiale {{1}} keinen Bestand von {{0}}.',
  'Adjustment {{0}}: {{1}} needs a quantity {{2}} zero, not {{3}}.': 'Anpassung {{0}}: {{1}} braucht eine Menge {{2}} null, nicht {{3}}.',
  '{{0}}:{{1}}: a partition has no leader at the moment.': '{{0}}:{{1}}: Eine Partition hat im Augenblick keinen Leader.',
  '{{0}}: no broker keeps the group {{1}} yet.': '{{0}}: Noch kein Broker führt die Gruppe {{1}}.',
  '{{0}} refuses the user, the password or the kind of sign-in.': '{{0}} lehnt den Benutzer, das Passwort oder die Art der Anmeldung ab.',
  '{{0}}: the user has no right to that ({{1}}).': '{{0}}: Der Benutzer hat kein Recht dazu ({{1}}).',
  '{{0}} wants encryption: choose TLS.': '{{0}} will Verschlüsselung: Wählen Sie TLS.',
  '{{0}} does not answer as Kafka does.': '{{0}} antwortet nicht, wie Kafka es tut.',
  '{{0}}: {{1}} other {{2}} active in the group {{3}}.': '{{0}}: {{1}} weitere aktiv in der Gruppe {{3}} ({{2}}).',
  'The topic {{0}} has no partition {{1}}; it has {{2}}.': 'Das Thema {{0}} hat keine Partition {{1}}; es hat {{2}}.',
  'The topic {{0}} has no partitions at the moment.': 'Das Thema {{0}} hat im Augenblick keine Partitionen.',
  'Nobody knows whether the message to {{0}} arrived: its confirmation was lost.':
    'Niemand weiß, ob die Nachricht an {{0}} ankam: Ihre Bestätigung ging verloren.',
  'The XML of the answer cannot be read: {{0}}.': 'Das XML der Antwort kann nicht gelesen werden: {{0}}.',
  'The delivery has no usable {{0}} header.': 'Die Meldung hat keine brauchbare Kopfzeile {{0}}.',
  'Item {{0}} of the list has no "{{1}}" that could name it.': 'Eintrag {{0}} der Liste hat kein „{{1}}“, das ihn nennen könnte.',
  'The API refused with status {{0}}.': 'Die API lehnte mit Status {{0}} ab.',
  '"{{0}}" in the answer is no connection with pages. {{1}}': '„{{0}}“ in der Antwort ist keine Connection mit Seiten. {{1}}',
  'The API does not tell its schema: {{0}}': 'Die API nennt ihr Schema nicht: {{0}}',
  'The API does not understand the document. {{0}}{{1}}': 'Die API versteht das Dokument nicht. {{0}}{{1}}',
  'The variable "{{0}}" is not allowed.': 'Die Variable „{{0}}“ ist nicht erlaubt.',
  'The API refused: {{0}}': 'Die API lehnte ab: {{0}}',
  'The address answered {{0}}, and not as ERPNext does.': 'Die Adresse antwortete {{0}}, und nicht, wie ERPNext es tut.',
  'ERPNext does not permit this: {{0}}': 'ERPNext erlaubt das nicht: {{0}}',
  'ERPNext has no {{0}} of {{1}} with the reference "{{2}}".': 'ERPNext hat nicht: {{0}} von {{1}} mit der Referenz „{{2}}“.',
  'ERPNext computes a total of {{0}} {{1}} for {{2}}, and it should be {{3}}. {{4}} stays a draft.':
    'ERPNext berechnet eine Summe von {{0}} {{1}} für {{2}}, und es sollte {{3}} sein. {{4}} bleibt ein Entwurf.',
  'ERPNext has no sales order of {{0}} with the PO number "{{1}}".':
    'ERPNext hat keinen Verkaufsauftrag von {{0}} mit der Bestellnummer „{{1}}“.',
  'This webhook takes documents of the type {{0}}, not {{1}}.': 'Dieser Webhook nimmt Dokumente der Art {{0}}, nicht {{1}}.',
  'In the Webhook in ERPNext choose the document type {{0}}.': 'Wählen Sie im Webhook in ERPNext die Dokumentart {{0}}.',
  'The entry does not balance: debits less credits are {{0}}.': 'Die Buchung geht nicht auf: Soll minus Haben ist {{0}}.',
  'The invoices come to {{0}}, and the payment to {{1}}.': 'Die Rechnungen ergeben {{0}} und die Zahlung {{1}}.',
  'ERPNext has the payment {{0}} with the reference {{1}} of {{2}} already, and this one is of {{3}}.':
    'ERPNext hat schon die Zahlung {{0}} mit der Referenz {{1}} über {{2}}, und diese ist über {{3}}.',
  '"{{0}}" is not a time.': '„{{0}}“ ist keine Zeit.',
  'The connection does not say which mail server it is: {{0}}.': 'Die Verbindung sagt nicht, welcher Mailserver es ist: {{0}}.',
  'Fill in "{{0}}" of the connection.': 'Füllen Sie „{{0}}“ der Verbindung aus.',
  '{{0}} refuses the user or the password: {{1}}': '{{0}} lehnt den Benutzer oder das Passwort ab: {{1}}',
  '{{0}} asks to slow down: {{1}}': '{{0}} bittet, langsamer zu werden: {{1}}',
  '{{0}} does not offer the encryption that is wanted.': '{{0}} bietet die gewünschte Verschlüsselung nicht an.',
  '{{0}} does not answer as a mailbox does: {{1}}': '{{0}} antwortet nicht, wie ein Postfach es tut: {{1}}',
  '{{0}}: there is no folder "{{1}}".': '{{0}}: Es gibt keinen Ordner „{{1}}“.',
  'The mailbox does not let mails be moved to "{{0}}".': 'Das Postfach lässt nicht zu, dass E-Mails nach „{{0}}“ verschoben werden.',
  'The attachments have {{0}} bytes, and mails carry {{1}} at most.': 'Die Anhänge haben {{0}} Bytes, und E-Mails tragen höchstens {{1}}.',
  '"{{0}}" is too long for X12: an id has at most 15 characters.': '„{{0}}“ ist zu lang für X12: Eine Id hat höchstens 15 Zeichen.',
  'The interchange cannot be used: {{0}}.': 'Die Austauschdatei kann nicht verwendet werden: {{0}}.',
  'The interchange {{0}} is not whole: {{1}}.': 'Die Austauschdatei {{0}} ist nicht ganz: {{1}}.',
  'The interchange is from {{0}} for {{1}}; this connection is between {{2}} and {{3}}.':
    'Die Austauschdatei ist von {{0}} für {{1}}; diese Verbindung ist zwischen {{2}} und {{3}}.',
  'Dolibarr has more than one record in {{0}} with {{1}}.': 'Dolibarr hat in {{0}} mehr als einen Datensatz mit {{1}}.',
  'Reference {{0}} is taken by {{1}}, which is no {{2}}.': 'Referenz {{0}} ist vergeben an {{1}}, und das ist nicht: {{2}}.',
  'Reference {{0}} is taken by {{1}} {{2}}, of third party {{3}} and not {{4}}.':
    'Referenz {{0}} ist vergeben an {{1}} {{2}}, von Partner {{3}} und nicht {{4}}.',
  'Dolibarr has no {{0}} of id {{1}} any more.': 'Dolibarr hat nicht mehr: {{0}} mit der Id {{1}}.',
  'Dolibarr has no {{0}} {{1}}.': 'Dolibarr hat nicht: {{0}} {{1}}.',
  'Make the {{0}} first, or correct its ref.': 'Legen Sie zuerst den Beleg ({{0}}) an, oder berichtigen Sie seine Referenz.',
  'Dolibarr answered {{0}} without saying why.': 'Dolibarr antwortete {{0}}, ohne zu sagen, warum.',
  'Dolibarr failed: {{0}}': 'Dolibarr scheiterte: {{0}}',
  'Dolibarr has no shipment of id {{0}} any more.': 'Dolibarr hat keinen Versand mit der Id {{0}} mehr.',
  'Dolibarr\'s number "{{0}}" cannot be read.': 'Dolibarrs Zahl „{{0}}“ kann nicht gelesen werden.',
  'Dolibarr has no order {{0}}.': 'Dolibarr hat keinen Auftrag {{0}}.',
  'Order {{0}} is {{1}} and cannot be closed.': 'Auftrag {{0}} ist {{1}} und kann nicht abgeschlossen werden.',
  'Dolibarr has no invoice {{0}}.': 'Dolibarr hat keine Rechnung {{0}}.',
  'Invoice {{0}} is a draft: it is not credited.': 'Rechnung {{0}} ist ein Entwurf: Sie wird nicht gutgeschrieben.',
  'Invoice {{0}} is of third party {{1}} and not {{2}}.': 'Rechnung {{0}} gehört Partner {{1}} und nicht {{2}}.',
  'Order {{0}} is {{1}}: it is not invoiced.': 'Auftrag {{0}} ist {{1}}: Er wird nicht berechnet.',
  'Order {{0}} is of third party {{1}} and not {{2}}.': 'Auftrag {{0}} gehört Partner {{1}} und nicht {{2}}.',
  'Reference {{0}} is taken by shipment {{1}} of another order than {{2}}.':
    'Referenz {{0}} ist vergeben an den Versand {{1}} eines anderen Auftrags als {{2}}.',
  'Order {{0}} is {{1}} and cannot be shipped.': 'Auftrag {{0}} ist {{1}} und kann nicht versendet werden.',
  'Order {{0}} has no goods to ship.': 'Auftrag {{0}} hat keine Ware zu versenden.',
  'Order {{0}} has not so much of {{1}}: {{2}} are to be shipped, {{3}} were ordered.':
    'Auftrag {{0}} hat nicht so viel von {{1}}: {{2}} sollen versendet werden, {{3}} waren bestellt.',
  'Dolibarr has no country {{0}}.': 'Dolibarr hat kein Land {{0}}.',
  'Dolibarr has no shipment {{0}}.': 'Dolibarr hat keinen Versand {{0}}.',
  '{{0}} is a credit note and not paid like an invoice.': '{{0}} ist eine Gutschrift und wird nicht wie eine Rechnung bezahlt.',
  'Invoice {{0}} is {{1}} and cannot be paid.': 'Rechnung {{0}} ist {{1}} und kann nicht bezahlt werden.',
  'Of invoice {{0}} {{1}} are owed, which is less than {{2}}.': 'Von Rechnung {{0}} sind {{1}} offen, was weniger ist als {{2}}.',
  'Dolibarr has no payment type {{0}}.': 'Dolibarr hat keine Zahlungsart {{0}}.',
  'This is no GraphQL schema: {{0}}': 'Das ist kein GraphQL-Schema: {{0}}',
  '"{{0}}" stands in the address and cannot be {{1}}.': '„{{0}}“ steht in der Adresse und kann nicht {{1}} sein.',
  'The API refused "{{0}}": {{1}}': 'Die API lehnte „{{0}}“ ab: {{1}}',
  'The environment has {{0}} companies: {{1}}.': 'Die Umgebung hat {{0}} Unternehmen: {{1}}.',
  'Business Central has no API {{0}} in this environment.': 'Business Central hat in dieser Umgebung keine API {{0}}.',
  'External document number {{0}} is taken by {{1}}, of customer {{2}} and not {{3}}.':
    'Externe Belegnummer {{0}} ist vergeben an {{1}}, von Kunde {{2}} und nicht {{3}}.',
  'Business Central has nothing in {{0}} with {{1}}.': 'Business Central hat in {{0}} nichts mit {{1}}.',
  "Business Central's description of the API {{0}} cannot be read: {{1}}.":
    'Business Centrals Beschreibung der API {{0}} kann nicht gelesen werden: {{1}}.',
  'The record was made, and the API {{0}} does not show it in {{1}}: its own fields were not written.':
    'Der Datensatz wurde angelegt, und die API {{0}} zeigt ihn nicht in {{1}}: Seine eigenen Felder wurden nicht geschrieben.',
  'Business Central has no sales order {{0}}.': 'Business Central hat keinen Verkaufsauftrag {{0}}.',
  'Business Central has no general journal batch {{0}}.': 'Business Central hat keine Fibu-Buchblatt-Vorlage {{0}}.',
  'Batch {{0}} holds lines of document {{1}}, which would be posted too.':
    'Stapel {{0}} enthält Zeilen des Belegs {{1}}, die mitgebucht würden.',
  'A part of order {{0}} has invoice {{1}} already.': 'Ein Teil des Auftrags {{0}} hat schon die Rechnung {{1}}.',
  'Business Central took the posting of order {{0}}, and has no invoice of it.':
    'Business Central hat die Buchung des Auftrags {{0}} angenommen und hat keine Rechnung dazu.',
  'Business Central has neither an order nor an invoice {{0}}.': 'Business Central hat weder einen Auftrag noch eine Rechnung {{0}}.',
  'The order {{0}} is cancelled: there is no tax to record.': 'Die Bestellung {{0}} ist storniert: Es gibt keine Steuer zu melden.',
  'The order {{0}} has no address to ship to.': 'Die Bestellung {{0}} hat keine Lieferadresse.',
  'The parts of the order {{0}} are {{1}} {{2}}, its total is {{3}}.':
    'Die Teile der Bestellung {{0}} ergeben {{1}} {{2}}, ihre Summe ist {{3}}.',
  'The order {{0}} needs {{1}}.': 'Die Bestellung {{0}} braucht: {{1}}.',
  '"{{0}}" in the time zone "{{1}}" is no day.': '„{{0}}“ in der Zeitzone „{{1}}“ ist kein Tag.',
  'Avalara answered {{0}} without saying why.': 'Avalara antwortete {{0}}, ohne zu sagen, warum.',
  'Two lines have the number {{0}}.': 'Zwei Zeilen haben die Nummer {{0}}.',
  'The account {{0}} has no company with the code {{1}}.': 'Das Konto {{0}} hat kein Unternehmen mit dem Code {{1}}.',
  'AvaTax has no {{0}} with the code {{1}}.': 'AvaTax hat nicht: {{0}} mit dem Code {{1}}.',
  'AvaTax took the change of {{0}} and does not have it any more.': 'AvaTax hat die Änderung von {{0}} angenommen und hat es nicht mehr.',
  '{{0}}:{{1}} refuses the user, the password or the virtual host.':
    '{{0}}:{{1}} lehnt den Benutzer, das Passwort oder den virtuellen Host ab.',
  '{{0}}:{{1}}: there is no such virtual host, or the user may not use it.':
    '{{0}}:{{1}}: Es gibt keinen solchen virtuellen Host, oder der Benutzer darf ihn nicht verwenden.',
  '{{0}}: no queue takes "{{1}}" of {{2}} ({{3}}).': '{{0}}: Keine Warteschlange nimmt „{{1}}“ von {{2}} ({{3}}).',
  'The address answered {{0}}, and not as Adobe Commerce does.': 'Die Adresse antwortete {{0}}, und nicht, wie Adobe Commerce es tut.',
  'Adobe Commerce does not cancel order {{0}}: its state is {{1}}.':
    'Adobe Commerce storniert die Bestellung {{0}} nicht: Ihr Zustand ist {{1}}.',
  'Adobe Commerce has no order with the number {{0}}.': 'Adobe Commerce hat keine Bestellung mit der Nummer {{0}}.',
  'Credit note {{0}} is set against invoice {{1}} with {{2}} already, not {{3}}.':
    'Die Gutschrift {{0}} ist mit der Rechnung {{1}} schon mit {{2}} verrechnet, nicht mit {{3}}.',
  'Xero has a contact {{0}} with the number {{1}}, not {{2}}: names are unique there.':
    'Xero hat einen Kontakt {{0}} mit der Nummer {{1}}, nicht {{2}}: Namen sind dort eindeutig.',
  '{{0}} is a new contact: a name is needed.': '{{0}} ist ein neuer Kontakt: Ein Name ist nötig.',
  'Xero has no credit note {{0}} for a customer.': 'Xero hat keine Gutschrift {{0}} für einen Kunden.',
  'Xero has no credit note {{0}}.': 'Xero hat keine Gutschrift {{0}}.',
  'Adobe Commerce has several orders with the number {{0}}, of different store views.':
    'Adobe Commerce hat mehrere Bestellungen mit der Nummer {{0}}, aus verschiedenen Storeansichten.',
  'Adobe Commerce refused prices: {{0}}': 'Adobe Commerce lehnte Preise ab: {{0}}',
  '{{0}} is a new product: it needs a name and a price.': '{{0}} ist ein neues Produkt: Es braucht einen Namen und einen Preis.',
  'Correct the account numbers, or make the accounts in NetSuite, then replay the record.':
    'Berichtigen Sie die Kontonummern oder legen Sie die Konten in NetSuite an, und wiederholen Sie dann den Datensatz.',
  'NetSuite answered with something else than the item fulfillment {{0}}.':
    'NetSuite antwortete mit etwas anderem als der Artikelausführung {{0}}.',
  'Somebody else changed this in Square at the same moment.': 'Jemand anders hat dies im selben Augenblick in Square geändert.',
  '{{0}} is a new customer: a first name and a last name are needed.': '{{0}} ist ein neuer Kunde: Vorname und Nachname sind nötig.',
  'Adobe Commerce has accounts of {{0}} on several websites.': 'Adobe Commerce hat Konten von {{0}} auf mehreren Websites.',
  'NetSuite does not find the item fulfillment {{0}} that it has just taken.':
    'NetSuite findet die Lieferung {{0}} nicht, die es gerade angenommen hat.',
  'Nothing is left to send of the sales order {{0}}.': 'Vom Verkaufsauftrag {{0}} ist nichts mehr zu versenden.',
  'More is set against invoices ({{0}}) than the payment is ({{1}}).':
    'Mit Rechnungen wird mehr verrechnet ({{0}}), als die Zahlung beträgt ({{1}}).',
  'The document was made, and Business Central does not show its line {{0}}: the fields of that line were not written.':
    'Der Beleg wurde angelegt, und Business Central zeigt seine Position {{0}} nicht: Die Felder dieser Position wurden nicht geschrieben.',
  'The consignment {{0}} was cancelled in Lightspeed.': 'Die Warensendung {{0}} wurde in Lightspeed storniert.',
  'Lightspeed has a consignment {{0}} already, with other products or quantities.':
    'Lightspeed hat schon eine Warensendung {{0}}, mit anderen Produkten oder Mengen.',
  'Lightspeed has no consignment {{0}}.': 'Lightspeed hat keine Warensendung {{0}}.',
  'Odoo does not find the transfer {{0}} any more.': 'Odoo findet die Umlagerung {{0}} nicht mehr.',
  'More of {{0}} was taken in for {{1}} already than the store counted now.':
    'Von {{0}} wurde für {{1}} schon mehr angenommen, als die Filiale jetzt gezählt hat.',
  'The transfer {{0}} has not left the warehouse in Odoo ({{1}}).': 'Die Umlagerung {{0}} hat das Lager in Odoo nicht verlassen ({{1}}).',
  'Odoo has no transfer {{0}} to another warehouse by way of a transit location.':
    'Odoo hat keine Umlagerung {{0}} über einen Transitort in ein anderes Lager.',
  'Odoo asks a person before it books the difference of {{0}} ({{1}}).':
    'Odoo fragt eine Person, bevor es die Differenz von {{0}} bucht ({{1}}).',
  'The warehouse of {{0}} in Odoo has no internal transfers to book a difference with.':
    'Das Lager von {{0}} hat in Odoo keine internen Lagerbewegungen, mit denen eine Differenz zu buchen wäre.',
  'Odoo expects nothing of {{0}} any more for {{1}}: its receipt was validated or cancelled there.':
    'Odoo erwartet von {{0}} für {{1}} nichts mehr: Der Wareneingang wurde dort bestätigt oder storniert.',
}
