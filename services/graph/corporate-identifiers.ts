import { z } from 'zod';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { optionalText, parsePage } from './wire';

/**
 * Corporate identifiers of Windows devices, which device preparation needs where personal devices are barred. Exist
 * in beta only (facts: graph §10).
 */
const collection = '/deviceManagement/importedDeviceIdentities';

/** A POST that only reads. */
export const searchIdentifiersPath = `${collection}/searchExistingIdentities`;
export const importIdentifiersPath = `${collection}/importDeviceIdentityList`;

export interface DeviceModelSerial {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
}

/** "manufacturer,model,serial" as Microsoft's script writes it: without full stops, and no commas inside a part. */
export function identifierOf({ manufacturer, model, serial }: DeviceModelSerial): string {
  return [manufacturer, model, serial].map((part) => part.replace(/[.,]/g, '').trim()).join(',');
}

export function searchIdentifiersBody(identifiers: readonly string[]): object {
  return { importedDeviceIdentities: identifiers.map(toWire) };
}

/** What is known already stays as it is. */
export function importIdentifiersBody(identifiers: readonly string[]): object {
  return { ...searchIdentifiersBody(identifiers), overwriteImportedDeviceIdentities: false };
}

function toWire(identifier: string): object {
  return {
    importedDeviceIdentifier: identifier,
    importedDeviceIdentityType: 'manufacturerModelSerial',
    platform: 'windows',
  };
}

/** `isAdded` is false for one that was not taken, most often because it was there already; absent in a search. */
export interface CorporateIdentifier {
  readonly identifier: string;
  readonly isAdded?: boolean;
}

const row = z
  .object({ importedDeviceIdentifier: optionalText, status: z.boolean().optional().catch(undefined) })
  .transform(({ importedDeviceIdentifier, status }): CorporateIdentifier => ({
    identifier: importedDeviceIdentifier ?? '',
    ...(status !== undefined && { isAdded: status }),
  }));

export function parseIdentifiers(answer: unknown): Result<readonly CorporateIdentifier[], GraphFailure> {
  const page = parsePage(answer, row);
  return page.ok ? { ok: true, value: page.value.rows } : page;
}
