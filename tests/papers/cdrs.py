"""Invented answers in the form of SUNAT's (CDR): an ApplicationResponse, alone or in its ZIP."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from coopshop import invoices
from coopshop.domain.portal_file import KINDS
from coopshop.invoices import Document
from tests.papers.ubl import COMMON, PARTS, SIGNED

ROOT = "urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"

FORM = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ar:ApplicationResponse xmlns:ar="{ROOT}" xmlns:cac="{PARTS}" xmlns:cbc="{COMMON}"
 xmlns:ext="{SIGNED}">
 <ext:UBLExtensions><ext:UBLExtension><ext:ExtensionContent>
  <Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignatureValue>Zg==</SignatureValue>
  </Signature>
 </ext:ExtensionContent></ext:UBLExtension></ext:UBLExtensions>
 <cbc:UBLVersionID>2.0</cbc:UBLVersionID>
 <cbc:CustomizationID>1.0</cbc:CustomizationID>
 <cbc:ID>202600000000001</cbc:ID>
 <cbc:IssueDate>{issued}</cbc:IssueDate>
 <cbc:IssueTime>00:00:00</cbc:IssueTime>
 <cbc:ResponseDate>{answered}</cbc:ResponseDate>
 <cbc:ResponseTime>12:01:02</cbc:ResponseTime>
 {notes}
 <cac:Signature><cbc:ID>SignSUNAT</cbc:ID></cac:Signature>
 <cac:SenderParty><cac:PartyIdentification><cbc:ID>20131312955</cbc:ID></cac:PartyIdentification>
 </cac:SenderParty>
 <cac:ReceiverParty><cac:PartyIdentification><cbc:ID>{ruc}</cbc:ID></cac:PartyIdentification>
 </cac:ReceiverParty>
 <cac:DocumentResponse>
  <cac:Response>
   <cbc:ReferenceID>{reference}</cbc:ReferenceID>
   <cbc:ResponseCode>{code}</cbc:ResponseCode>
   <cbc:Description>{words}</cbc:Description>
  </cac:Response>
  <cac:DocumentReference><cbc:ID>{reference}</cbc:ID></cac:DocumentReference>
  <cac:RecipientParty><cac:PartyIdentification><cbc:ID>1-99900401</cbc:ID>
  </cac:PartyIdentification></cac:RecipientParty>
 </cac:DocumentResponse>
</ar:ApplicationResponse>
"""

OF_AN_OSE = """<?xml version="1.0" encoding="iso-8859-1"?>
<ar:ApplicationResponse xmlns:ar="{ROOT}" xmlns:cac="{PARTS}" xmlns:cbc="{COMMON}">
 <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
 <cbc:ID>1</cbc:ID>
 <cbc:IssueDate>{issued}</cbc:IssueDate>
 <cbc:ResponseDate>{answered}</cbc:ResponseDate>
 <cac:SenderParty><cac:PartyLegalEntity><cbc:CompanyID schemeID="6">20990001015</cbc:CompanyID>
 </cac:PartyLegalEntity></cac:SenderParty>
 <cac:ReceiverParty><cac:PartyLegalEntity><cbc:CompanyID schemeID="6">{ruc}</cbc:CompanyID>
 </cac:PartyLegalEntity></cac:ReceiverParty>
 <cac:DocumentResponse>
  <cac:Response>
   <cbc:ResponseCode>{code}</cbc:ResponseCode>
   <cbc:Description>{words}</cbc:Description>
   <cac:Status><cbc:StatusReasonCode>4093</cbc:StatusReasonCode>
    <cbc:StatusReason>El ubigeo no está en el catálogo</cbc:StatusReason></cac:Status>
  </cac:Response>
  <cac:DocumentReference><cbc:ID>{reference}</cbc:ID>
   <cbc:DocumentTypeCode>{kind}</cbc:DocumentTypeCode></cac:DocumentReference>
  <cac:IssuerParty><cac:PartyLegalEntity><cbc:CompanyID schemeID="6">{ruc}</cbc:CompanyID>
  </cac:PartyLegalEntity></cac:IssuerParty>
 </cac:DocumentResponse>
</ar:ApplicationResponse>
"""

_CALLED = {"01": "Factura", "03": "Boleta", "07": "Nota de Credito"}


def of(document: Document, *notes: str, form: str = FORM, **otherwise: str) -> bytes:
    """The answer that accepts a document; `otherwise` says something else."""
    code = f"{document.series}-{document.number}"
    kind = otherwise.pop("kind", KINDS[document.kind])
    facts = {
        "reference": code,
        "kind": kind,
        "code": "0",
        "words": f"La {_CALLED[kind]} numero {code}, ha sido aceptada",
        "ruc": invoices.facts_of(document).issuer.ruc,
        "issued": "",
        "answered": document.on.isoformat(),
        "notes": "".join(f"<cbc:Note>{note}</cbc:Note>" for note in notes),
    }
    names = {"COMMON": COMMON, "PARTS": PARTS, "SIGNED": SIGNED, "ROOT": ROOT}
    text = form.format(**names, **facts | otherwise)
    return text.encode("iso-8859-1" if form is OF_AN_OSE else "utf-8")


def packed(xml: bytes, name: str = "R-20990000019-03-B001-1.xml") -> bytes:
    """The same as SUNAT sends it: in a ZIP, beside an empty folder."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("dummy/", b"")
        made.writestr(name, xml)
    return file.getvalue()
