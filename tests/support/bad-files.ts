import { deflateRawSync } from 'node:zlib';
import { relationships, workbook, worksheet, zipFile } from './workbook';

const compoundFile = (...names: readonly string[]) =>
  Buffer.concat([
    Buffer.from('D0CF11E0A1B11AE1', 'hex'),
    Buffer.alloc(5000, 7),
    ...names.map((name) => Buffer.from(name, 'utf16le')),
    Buffer.alloc(5000),
  ]);

/** Excel 97 to 2003. */
export const oldWorkbook = compoundFile('Workbook');
/** An .xlsx with a password or a sensitivity label has the shell of the old format. */
export const lockedWorkbook = compoundFile('EncryptionInfo', 'EncryptedPackage');

export const wordDocument = zipFile([
  { name: '[Content_Types].xml', data: '<Types/>' },
  { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', 'word/document.xml']]) },
  {
    name: 'word/document.xml',
    data: '<w:document><w:t>Device Serial Number,Hardware Hash</w:t></w:document>',
  },
]);

export const picture = Buffer.concat([
  Buffer.from('89504E470D0A1A0A0000000D49484452000000100000001008060000001FF3FF61', 'hex'),
  Buffer.alloc(3000, 0xa5),
]);

const sheetPath = 'xl/worksheets/sheet1.xml';

/** A small workbook whose sheet unpacks to this many bytes of spaces, and says so or claims to be small. */
export function zipBomb(unpackedBytes: number, { claims = unpackedBytes } = {}): Buffer {
  const data = deflateRawSync(Buffer.alloc(unpackedBytes, ' '));
  const parts = ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map((name) => ({
    name,
    data: workbookPart(name),
  }));
  return zipFile([
    { name: '_rels/.rels', data: relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]) },
    ...parts,
    { name: sheetPath, data, packed: { length: unpackedBytes, crc: 0 }, declaredSize: claims },
  ]);
}

function workbookPart(name: string): string {
  return name.endsWith('.rels')
    ? relationships([['rId1', 'worksheet', 'worksheets/sheet1.xml']])
    : '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>';
}

/** A workbook that names the same entity within itself again and again, and asks for a file of this machine. */
export const entityBomb = workbook([], {
  parts: {
    [sheetPath]: worksheet('<row r="1"><c t="str"><v>&b;&x;</v></c></row>').replace(
      '<worksheet',
      '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet',
    ),
  },
});
