"""An invented XML in the form of SUNAT's (UBL 2.1), as the portal gives it with a document."""

from coopshop import invoices
from coopshop.domain.portal_file import KINDS
from coopshop.domain.showing import plain_money
from coopshop.invoices import Document

COMMON = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
PARTS = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
SIGNED = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"

FORM = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2"
 xmlns:cac="{PARTS}" xmlns:cbc="{COMMON}" xmlns:ext="{SIGNED}">
 <ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent>
  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>Zg==</SignatureValue>
  </Signature>
 </ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
 <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
 <cbc:ID>{code}</cbc:ID>
 <cbc:IssueDate>{on}</cbc:IssueDate>
 {kind}
 <cbc:DocumentCurrencyCode>{currency}</cbc:DocumentCurrencyCode>
 <cac:Signature><cbc:ID>{code}</cbc:ID></cac:Signature>
 <cac:AccountingSupplierParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="6">{ruc}</cbc:ID></cac:PartyIdentification>
 </cac:Party></cac:AccountingSupplierParty>
 <cac:AccountingCustomerParty><cac:Party>
  <cac:PartyIdentification><cbc:ID schemeID="1">99900401</cbc:ID></cac:PartyIdentification>
 </cac:Party></cac:AccountingCustomerParty>
 <cac:LegalMonetaryTotal>
  <cbc:PayableAmount currencyID="{currency}">{total}</cbc:PayableAmount>
 </cac:LegalMonetaryTotal>
</{root}>
"""


def of(document: Document, **otherwise: str) -> bytes:
    """The XML of a document of ours; `otherwise` makes it that of another one."""
    note = document.kind == "nota_credito"
    code = otherwise.pop("kind", KINDS[document.kind])
    facts = {
        "root": "CreditNote" if note else "Invoice",
        "code": f"{document.series}-{document.number}",
        "on": document.on.isoformat(),
        "kind": "" if note else f"<cbc:InvoiceTypeCode>{code}</cbc:InvoiceTypeCode>",
        "currency": document.currency,
        "ruc": invoices.facts_of(document).issuer.ruc,
        "total": plain_money(document.total),
    }
    names = {"COMMON": COMMON, "PARTS": PARTS, "SIGNED": SIGNED}
    return FORM.format(**names, **facts | otherwise).encode()
