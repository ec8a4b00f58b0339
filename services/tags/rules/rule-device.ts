/**
 * What is known of a device when a rule is evaluated. `properties` by Entra's names for rules in lower case: null is
 * known to be empty, absent is not known. `physicalIds` as Entra has them; a prefix in `openPrefixes` (such as
 * `[HWID]`) may have further values that are not known.
 */
export interface RuleDevice {
  readonly physicalIds: readonly string[];
  readonly openPrefixes: readonly string[];
  readonly properties: Readonly<Record<string, string | null | undefined>>;
}

export interface KnownOfDevice {
  readonly groupTag?: string | undefined;
  readonly purchaseOrder?: string | undefined;
  /** By Entra's names, as `RuleDevice.properties`. */
  readonly properties?: RuleDevice['properties'];
}

/** Autopilot registers Windows devices only. */
const registered = { deviceostype: 'Windows' };
const alwaysOpen = ['[ZTDID]:', '[HWID]', '[GID]', '[USER-GID]', '[USER-HWID]'];

/** A device as registration makes it in Entra, of which only this much is known. */
export function registeredRuleDevice({ groupTag, purchaseOrder, properties }: KnownOfDevice): RuleDevice {
  return {
    physicalIds: [
      '[ZTDID]:',
      ...(groupTag === undefined ? [] : [`[OrderID]:${groupTag}`]),
      ...(purchaseOrder === undefined ? [] : [`[PurchaseOrderId]:${purchaseOrder}`]),
    ],
    openPrefixes: purchaseOrder === undefined ? [...alwaysOpen, '[PurchaseOrderId]'] : alwaysOpen,
    properties: { ...registered, ...properties },
  };
}

const otherNames: Readonly<Record<string, string>> = {
  operatingsystem: 'deviceostype',
  operatingsystemversion: 'deviceosversion',
  manufacturer: 'devicemanufacturer',
  model: 'devicemodel',
  trusttype: 'devicetrusttype',
  ownership: 'deviceownership',
  physicalids: 'devicephysicalids',
};

/** The one name of a property that is written in several ways. */
export function propertyName(written: string): string {
  const name = written.toLowerCase();
  return otherNames[name] ?? name;
}
