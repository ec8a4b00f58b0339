import type { ImportRow } from '../services/registration/imports/import';
import { clip } from './clip';
import type { Say } from './messages';

/** More go as a file beside the text. */
const mostSerials = 200;

const proofs = ['proofInvoice', 'proofOrder', 'proofLabel', 'proofRelease'] as const;

export interface VendorText {
  /** Whom to send it to, for the person who asked. */
  readonly forYou: string;
  /** The letter, line by line, empty lines between paragraphs; plain text, to be escaped line by line in a message. */
  readonly lines: readonly string[];
}

type Device = Pick<ImportRow, 'serial' | 'model'>;

/** Asks a former owner, a vendor or Microsoft to release devices that are registered in another organisation. */
export function vendorText(say: Say, devices: readonly Device[], tenantId: string): VendorText {
  const count = devices.length;
  return {
    forYou: say('imports.vendor.forYou'),
    lines: [
      say('imports.vendor.subject'),
      '',
      say('imports.vendor.greeting'),
      '',
      say('imports.vendor.intro', { count }),
      say('imports.vendor.ask', { count }),
      '',
      say('imports.vendor.serials'),
      ...deviceLines(say, devices),
      '',
      say('imports.vendor.proof'),
      ...proofs.map((proof) => say(`imports.vendor.${proof}`)),
      '',
      say('imports.vendor.tenant', { tenant: tenantId }),
      '',
      say('imports.vendor.thanks'),
    ],
  };
}

function deviceLines(say: Say, devices: readonly Device[]): readonly string[] {
  const lines = devices.slice(0, mostSerials).map((device) => {
    const [serial, model] = [clip(device.serial, 80), clip(device.model, 60)];
    return model === ''
      ? say('imports.vendor.device', { serial })
      : say('imports.vendor.deviceNamed', { serial, model });
  });
  const more = devices.length - lines.length;
  return more > 0 ? [...lines, say('imports.vendor.more', { count: more })] : lines;
}
