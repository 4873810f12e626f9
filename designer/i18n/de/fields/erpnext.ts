// German for fields of ERPNext: what they are called, and what is said of them. A text that several systems have stands with the first.
export const erpnextFields = {
  'Tax template': 'Steuervorlage',
  'PO number of the order': 'Bestellnummer des Auftrags',
  'Update stock': 'Bestand aktualisieren',
  Remarks: 'Bemerkungen',
  'Paid back': 'Zurückgezahlt',
  'Receivable account': 'Forderungskonto',
  'Mode of payment': 'Zahlungsweg',
  Unallocated: 'Nicht zugeordnet',
  'Cost centre': 'Kostenstelle',
  'Is a company': 'Ist ein Unternehmen',
  'Mobile number': 'Mobilnummer',
  'Customer group': 'Kundengruppe',
  Actual: 'Tatsächlich',
  Projected: 'Voraussichtlich',
  'Difference account': 'Differenzkonto',
  'Valuation rate': 'Bewertungssatz',
  'With the customer it names the order for ever, such as the shop’s order number.':
    'Bezeichnet mit dem Kunden den Auftrag für immer, zum Beispiel die Bestellnummer des Shops.',
  'The customer’s name in ERPNext: find or create it first.':
    'Der Name des Kunden in ERPNext: suchen Sie ihn zuerst oder legen Sie ihn an.',
  'YYYY-MM-DD, not before the day of the order.': 'JJJJ-MM-TT, nicht vor dem Tag der Bestellung.',
  'Where the user’s default company is not meant.': 'Wo nicht das Standardunternehmen des Benutzers gemeint ist.',
  'Sales Taxes and Charges Template, such as UK VAT 20% - HF. Without it: what ERPNext adds by itself, which may be no tax.':
    'Vorlage für Verkaufssteuern und Abgaben, zum Beispiel UK VAT 20% - HF. Ohne sie: was ERPNext von sich aus hinzufügt, möglicherweise keine Steuer.',
  'Of the template’s taxes in per cent. As the template says when empty.':
    'Der Steuern der Vorlage, in Prozent. Leer: wie die Vorlage sagt.',
  'A draft reserves nothing and cannot be delivered.': 'Ein Entwurf reserviert nichts und kann nicht geliefert werden.',
  'Of an item in ERPNext, usually the SKU.': 'Eines Artikels in ERPNext, meist die SKU.',
  'Price of one in the order’s currency, as decimal text; pricing rules do not change it.':
    'Preis für ein Stück in der Währung des Auftrags, als Dezimaltext; Preisregeln ändern ihn nicht.',
  'Such as Stores - HF. Without it, the item’s default.': 'Zum Beispiel Stores - HF. Ohne Angabe das Standardlager des Artikels.',
  'Such as SAL-ORD-2026-00042.': 'Zum Beispiel SAL-ORD-2026-00042.',
  'The customer’s, such as the shop’s order number; may be empty.':
    'Die des Kunden, zum Beispiel die Bestellnummer des Shops; darf leer sein.',
  'The customer’s name in ERPNext.': 'Der Name des Kunden in ERPNext.',
  'Only submitted documents count in ERPNext.': 'Nur gebuchte Belege zählen in ERPNext.',
  'In ERPNext’s words, such as To Deliver and Bill.': 'In den Worten von ERPNext, zum Beispiel To Deliver and Bill.',
  'ISO 8601, in UTC.': 'ISO 8601, in UTC.',
  'With the customer it names the document for ever, such as the shop’s order or refund number.':
    'Bezeichnet mit dem Kunden den Beleg für immer, zum Beispiel die Bestell- oder Erstattungsnummer des Shops.',
  'YYYY-MM-DD, the day it is booked on.': 'JJJJ-MM-TT, der Tag, auf den gebucht wird.',
  'YYYY-MM-DD. By the payment terms when empty.': 'JJJJ-MM-TT. Leer: nach den Zahlungsbedingungen.',
  'Of this customer’s sales order that is billed: its lines then count as billed.':
    'Des Verkaufsauftrags dieses Kunden, der berechnet wird: Seine Positionen gelten dann als berechnet.',
  'Also moves the goods, where there is no delivery note. Default: off.':
    'Bewegt auch die Ware, wo es keinen Lieferschein gibt. Standard: aus.',
  'With tax, above zero. When ERPNext computes another one, a draft stays and the record goes to the exception desk.':
    'Mit Steuer, über null. Berechnet ERPNext eine andere, bleibt ein Entwurf, und der Datensatz geht auf die Klärliste.',
  'For the books.': 'Für die Buchhaltung.',
  'A draft books nothing.': 'Ein Entwurf bucht nichts.',
  'As decimal text, above zero also for what comes back.': 'Als Dezimaltext, über null auch bei dem, was zurückkommt.',
  'Price of one in the document’s currency, as decimal text; pricing rules do not change it.':
    'Preis für ein Stück in der Währung des Belegs, als Dezimaltext; Preisregeln ändern ihn nicht.',
  'Such as ACC-SINV-2026-00042.': 'Zum Beispiel ACC-SINV-2026-00042.',
  'As given; may be empty.': 'Wie angegeben; darf leer sein.',
  'A credit note: its amounts are below zero.': 'Eine Gutschrift: Ihre Beträge sind unter null.',
  'In ERPNext’s words, such as Unpaid, Partly Paid, Paid, Overdue or Credit Note Issued.':
    'In den Worten von ERPNext, zum Beispiel Unpaid, Partly Paid, Paid, Overdue oder Credit Note Issued.',
  'YYYY-MM-DD.': 'JJJJ-MM-TT.',
  'In the currency of the customer’s account.': 'In der Währung des Kundenkontos.',
  'Of this customer’s invoice that the goods come back from. Its outstanding amount is lowered as far as it is unpaid.':
    'Der Rechnung dieses Kunden, von der die Ware zurückkommt. Ihr offener Betrag sinkt, soweit sie unbezahlt ist.',
  'Looks among returns. Default: among invoices.': 'Sucht unter Retouren. Standard: unter Rechnungen.',
  'With the customer it names the delivery for ever, such as the shop’s fulfilment: one order may have several.':
    'Bezeichnet mit dem Kunden die Lieferung für immer, zum Beispiel die Sendung im Shop: Ein Auftrag kann mehrere haben.',
  'YYYY-MM-DD, the day it left.': 'JJJJ-MM-TT, der Tag des Abgangs.',
  'Of this customer’s sales order: its lines then count as delivered, at its rates.':
    'Des Verkaufsauftrags dieses Kunden: Seine Positionen gelten dann als geliefert, zu seinen Preisen.',
  'Becomes the Transport Receipt No.': 'Wird zur Transportbelegnummer.',
  'ISO 4217. The customer’s when empty.': 'ISO 4217. Leer: die des Kunden.',
  'A draft moves no stock.': 'Ein Entwurf bewegt keinen Bestand.',
  'That it left. Without it, that of the order’s line or the item’s default.':
    'Das es verlassen hat. Ohne Angabe das der Auftragsposition oder das Standardlager des Artikels.',
  'Such as MAT-DN-2026-00042.': 'Zum Beispiel MAT-DN-2026-00042.',
  'In ERPNext’s words, such as To Bill or Completed.': 'In den Worten von ERPNext, zum Beispiel To Bill oder Completed.',
  'Transport Receipt No in ERPNext; may be empty.': 'Transportbelegnummer in ERPNext; darf leer sein.',
  'Such as the payment provider’s id: with the customer and direction it names the payment for ever.':
    'Zum Beispiel die Id des Zahlungsanbieters: Sie bezeichnet mit Kunde und Richtung die Zahlung für immer.',
  'Paid back money is set against returns.': 'Zurückgezahltes Geld wird mit Retouren verrechnet.',
  'As decimal text, in the company’s currency.': 'Als Dezimaltext, in der Währung des Unternehmens.',
  'Bank or cash account that the money went to or came from, such as Bank - HF.':
    'Bank- oder Kassenkonto, auf das das Geld ging oder von dem es kam, zum Beispiel Bank - HF.',
  'Of the customer, such as Debtors - HF. That of the first invoice when empty.':
    'Des Kunden, zum Beispiel Debtors - HF. Leer: das der ersten Rechnung.',
  'Such as Credit Card.': 'Zum Beispiel Credit Card.',
  'Or returns, for money that is paid back. What is left over stays unallocated.':
    'Oder Retouren, bei zurückgezahltem Geld. Was übrig ist, bleibt ohne Zuordnung.',
  'As it was given when the invoice or return was made.': 'Wie beim Anlegen der Rechnung oder Retoure angegeben.',
  'Of it that is settled.': 'Davon, der ausgeglichen wird.',
  'Such as ACC-PAY-2026-00042.': 'Zum Beispiel ACC-PAY-2026-00042.',
  'Decimal text: set against nothing yet.': 'Dezimaltext: noch keinem Beleg zugeordnet.',
  'With the company it names the entry for ever, such as QUAY-2026-03-02. Becomes the Reference Number.':
    'Bezeichnet mit dem Unternehmen die Buchung für immer, zum Beispiel QUAY-2026-03-02. Wird zur Referenznummer.',
  'Whose books.': 'In wessen Büchern.',
  'Such as Sales - HF.': 'Zum Beispiel Sales - HF.',
  'Decimal text: above zero is debit, below zero credit. All lines together must be zero.':
    'Dezimaltext: über null ist Soll, unter null Haben. Alle Zeilen zusammen müssen null ergeben.',
  'Such as Main - HF.': 'Zum Beispiel Main - HF.',
  'Needed for lines on receivable accounts.': 'Nötig bei Zeilen auf Forderungskonten.',
  'Such as ACC-JV-2026-00042.': 'Zum Beispiel ACC-JV-2026-00042.',
  'Of a new customer.': 'Eines neuen Kunden.',
  'Of a new customer; otherwise a person.': 'Eines neuen Kunden; sonst eine Person.',
  'Without it, the default of Selling Settings.': 'Ohne Angabe die Voreinstellung aus den Verkaufseinstellungen.',
  'The name by which orders refer to the customer.': 'Der Name, unter dem Aufträge den Kunden nennen.',
  'Usually the SKU.': 'Meist die SKU.',
  'A warehouse that never held or planned the item is missing.': 'Ein Lager, das den Artikel nie führte oder plante, fehlt.',
  'On the shelf, as decimal text.': 'Im Regal, als Dezimaltext.',
  'For submitted sales orders.': 'Für gebuchte Verkaufsaufträge.',
  'On submitted purchase orders.': 'Aus gebuchten Einkaufsbestellungen.',
  'What ERPNext expects to be left; may be below zero.': 'Was laut ERPNext übrig sein wird; darf unter null sein.',
  'Such as Stores - HF.': 'Zum Beispiel Stores - HF.',
  'ISO 8601 with a zone, to the second. With the warehouse it names the count for ever; stock that moved later still counts.':
    'ISO 8601 mit Zeitzone, auf die Sekunde. Bezeichnet mit dem Lager die Zählung für immer; später bewegter Bestand zählt trotzdem.',
  'Whose stock.': 'Wessen Bestand.',
  'Where the value of differences goes, such as Stock Adjustment - HF. ERPNext’s when empty.':
    'Wohin der Wert der Differenzen geht, zum Beispiel Stock Adjustment - HF. Leer: das von ERPNext.',
  'Usually the SKU. Each once.': 'Meist die SKU. Jeder einmal.',
  'Cost of one. As it is when empty; needed where ERPNext knows none.':
    'Kosten für ein Stück. Leer: bleibt, wie es ist; nötig, wo ERPNext keine kennt.',
  'Such as MAT-RECO-2026-00042; nothing where all was as counted.': 'Zum Beispiel MAT-RECO-2026-00042; nichts, wo alles wie gezählt war.',
  'Of the document, such as SAL-ORD-2026-00042.': 'Des Belegs, zum Beispiel SAL-ORD-2026-00042.',
  'On the site’s clock, without a zone.': 'Nach der Uhr der Site, ohne Zeitzone.',
  'Of the document, where the Webhook sends it.': 'Des Belegs, wo der Webhook ihn sendet.',
}
