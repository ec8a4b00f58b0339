import fc from 'fast-check';
import { membershipRule } from '../../../../services/tags/rules/membership-rule';
import { registeredRuleDevice, type RuleDevice } from '../../../../services/tags/rules/rule-device';

/** Registered, tagged UK-Corp-Laptop, bought with PO-7, joined with a profile; not everything of it is known. */
const device = registeredRuleDevice({
  groupTag: 'UK-Corp-Laptop',
  purchaseOrder: 'PO-7',
  properties: {
    enrollmentprofilename: 'UK user-driven',
    displayname: 'UK-5CG4217QHX',
    deviceownership: 'Company',
    managementtype: 'MDM',
    devicemodel: null,
    accountenabled: 'true',
    buildnumber: '22631',
  },
});

const verdict = (rule: string, of: RuleDevice = device) => membershipRule(rule).verdictFor(of);

const table: readonly (readonly [rule: string, verdict: 'yes' | 'no' | 'unknown'])[] = [
  // The shapes of graph facts §6.3.
  ['(device.devicePhysicalIds -any (_ -eq "[OrderID]:UK-Corp-Laptop"))', 'yes'],
  ['(device.devicePhysicalIds -any _ -eq "[OrderID]:UK-Corp-Laptop")', 'yes'],
  ['device.devicePhysicalIds -any _ -eq "[OrderID]:UK-Corp-Laptop"', 'yes'],
  ['(device.devicePhysicalIds -any (_ -eq "[OrderID]:UK-Corp"))', 'no'],
  ['(device.devicePhysicalIds -any (_ -eq "[OrderID]:UK-Corp-Laptop-2"))', 'no'],
  ['(device.devicePhysicalIds -any (_ -startsWith "[OrderID]:UK-Corp"))', 'yes'],
  ['(device.devicePhysicalIds -any _ -startsWith "[OrderID]:DE-")', 'no'],
  ['(device.devicePhysicalIds -any (_ -contains "[OrderID]:UK"))', 'yes'],
  ['(device.devicePhysicalIds -any (_ -contains "-Corp-"))', 'yes'],
  ['(device.devicePhysicalIds -any (_ -contains "-Kiosk-"))', 'no'],
  [String.raw`(device.devicePhysicalIds -any (_ -match "\[OrderID\]:UK-.*-Laptop$"))`, 'yes'],
  [String.raw`(device.devicePhysicalIds -any (_ -match "^\[OrderID\]:(DE|FR)-"))`, 'no'],
  ['(device.devicePhysicalIDs -any (_ -startsWith "[ZTDid]"))', 'yes'],
  ['(device.devicePhysicalIDs -any _ -startsWith "[ZTDId]")', 'yes'],
  ['(device.devicePhysicalIds -any (_ -contains "[ZTDId]"))', 'yes'],
  ['(device.devicePhysicalIds -any (_ -eq "[PurchaseOrderId]:PO-7"))', 'yes'],
  ['(device.devicePhysicalIds -any (_ -eq "[PurchaseOrderId]:PO-8"))', 'no'],
  ['(device.enrollmentProfileName -eq "UK user-driven")', 'yes'],
  ['device.enrollmentProfileName -startsWith "OfflineAutopilotprofile-"', 'no'],
  // Any case and writing.
  ['(DEVICE.DEVICEPHYSICALIDS -ANY (_ -EQ "[orderid]:uk-corp-laptop"))', 'yes'],
  ['(device.devicephysicalids -Any (_ -Eq "[OrderId]:UK-CORP-LAPTOP"))', 'yes'],
  ['device.devicePhysicalIds any (_ eq "[OrderID]:UK-Corp-Laptop")', 'yes'],
  ['device.devicePhysicalIds -any(_ -eq"[OrderID]:UK-Corp-Laptop")', 'yes'],
  ["device.devicePhysicalIds -any (_ -eq '[OrderID]:UK-Corp-Laptop')", 'yes'],
  ['  (  ( device.devicePhysicalIds  -any\n\t( _ -eq "[OrderID]:UK-Corp-Laptop" ) ) )  ', 'yes'],
  ['device.displayName –notMatch "^DE-"', 'yes'],
  // The other operators.
  ['device.deviceOwnership -ne "Personal"', 'yes'],
  ['device.deviceOwnership -ne "company"', 'no'],
  ['device.displayName -notStartsWith "DE-"', 'yes'],
  ['device.displayName -notStartsWith "uk-"', 'no'],
  ['device.displayName -notContains "5CG"', 'no'],
  ['device.displayName -match "UK-.{10}$"', 'yes'],
  ['device.displayName -match "^[0-9]+$"', 'no'],
  ['device.displayName -in ["a", "UK-5CG4217QHX"]', 'yes'],
  ['device.displayName -in ["a","b"]', 'no'],
  ['device.displayName -notIn ["a","b"]', 'yes'],
  ['device.displayName -in []', 'no'],
  ['device.buildNumber -ge "22000"', 'yes'],
  ['device.buildNumber -lt 22000', 'no'],
  ['device.accountEnabled -eq true', 'yes'],
  ['device.accountEnabled -eq False', 'no'],
  ['device.operatingSystem -eq "Windows"', 'yes'],
  ['device.deviceOSType -startsWith "windows"', 'yes'],
  ['device.managementType -eq "MDM"', 'yes'],
  // Empty and not empty.
  ['device.deviceModel -eq null', 'yes'],
  ['device.model -eq $null', 'yes'],
  ['device.deviceModel -ne null', 'no'],
  ['device.deviceModel -eq "Surface"', 'no'],
  ['device.deviceModel -ne "Surface"', 'yes'],
  ['device.enrollmentProfileName -ne NULL', 'yes'],
  ['device.objectId -ne null', 'yes'],
  ['device.deviceId -eq null', 'no'],
  // Precedence: not before and before or.
  [
    'device.managementType -eq "MDM" -or device.managementType -eq "x" -and device.managementType -eq "y"',
    'yes',
  ],
  [
    '(device.managementType -eq "MDM" -or device.managementType -eq "x") -and device.managementType -eq "y"',
    'no',
  ],
  ['-not device.managementType -eq "x" -and device.managementType -eq "MDM"', 'yes'],
  ['-not (device.managementType -eq "x" or device.managementType -eq "MDM")', 'no'],
  ['not (device.managementType -eq "x")', 'yes'],
  ['-not -not device.managementType -eq "MDM"', 'yes'],
  ['device.devicePhysicalIds -any _ -eq "[OrderID]:X" -or device.managementType -eq "MDM"', 'yes'],
  [
    '(device.devicePhysicalIds -any (_ -eq "[OrderID]:DE")) or (device.devicePhysicalIds -any (_ -eq "[OrderID]:UK-Corp-Laptop"))',
    'yes',
  ],
  [
    '(device.devicePhysicalIds -any (_ -contains "[ZTDId]")) -and -not (device.devicePhysicalIds -any (_ -startsWith "[OrderID]:UK"))',
    'no',
  ],
  // More than one question about one item, and about all of them.
  ['device.devicePhysicalIds -any (_ -startsWith "[OrderID]:" -and _ -contains "Laptop")', 'yes'],
  ['device.devicePhysicalIds -any (_ -startsWith "[ZTDID]:" -and _ -contains "Laptop")', 'no'],
  ['device.devicePhysicalIds -any (-not (_ -startsWith "[ZTDID]"))', 'yes'],
  ['device.devicePhysicalIds -all (_ -startsWith "[OrderID]")', 'no'],
  ['device.devicePhysicalIds -all (_ -startsWith "[")', 'unknown'],
  // Brackets that nobody masked are a set of letters.
  ['(device.devicePhysicalIds -any (_ -match "^[OrderID]:UK"))', 'no'],
  // What is not known, and when it does not matter.
  ['device.deviceCategory -eq "Kiosk"', 'unknown'],
  ['-not device.deviceCategory -eq "Kiosk"', 'unknown'],
  ['device.deviceCategory -eq "Kiosk" -and device.managementType -eq "x"', 'no'],
  ['device.deviceCategory -eq "Kiosk" -and device.managementType -eq "MDM"', 'unknown'],
  ['device.deviceCategory -eq "Kiosk" -or device.managementType -eq "MDM"', 'yes'],
  ['device.deviceCategory -eq "Kiosk" -or device.managementType -eq "x"', 'unknown'],
  ['device.devicePhysicalIds -any (_ -eq "[HWID]:h:1")', 'unknown'],
  ['device.devicePhysicalIds -any (_ -eq "[ZTDID]:11111111-2222-3333-4444-555555555555")', 'unknown'],
  ['device.systemLabels -any (_ -eq "M365Managed")', 'unknown'],
  ['device.memberOf -any (group.objectId -in ["11111111-2222-3333-4444-555555555555"])', 'unknown'],
  ['device.displayName -match "(?<=UK)-"', 'unknown'],
  [String.raw`device.displayName -match "(.)\1"`, 'unknown'],
  ['device.displayName -gt "A"', 'unknown'],
  ['device.deviceModel -eq ""', 'unknown'],
  // Groups of people.
  ['user.department -eq "Sales"', 'no'],
  ['-not (user.department -eq "Sales")', 'no'],
  [
    'user.assignedPlans -any (assignedPlan.servicePlanId -eq "x" -and assignedPlan.capabilityStatus -eq "Enabled")',
    'no',
  ],
  ['Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"', 'no'],
];

it('has at least sixty rules in its table', () => {
  expect(table.length).toBeGreaterThanOrEqual(60);
});

it.each(table)('%s: %s', (rule, expected) => {
  expect(verdict(rule).type).toBe(expected);
});

it.each([
  '',
  '   ',
  '(',
  ')',
  '((device.displayName -eq "x")',
  'device.displayName -eq "x")',
  'device.displayName',
  'device.displayName -eq',
  'device.displayName "x"',
  'device.displayName -equals "x"',
  'device.displayName -eq "x',
  "device.displayName -eq 'x",
  '-eq "x"',
  '"x" -eq device.displayName',
  '-and device.displayName -eq "x"',
  'device.displayName -eq "x" -and',
  'device.displayName -eq "x" device.displayName -eq "y"',
  'device.displayName -in "x"',
  'device.displayName -in ["x" "y"]',
  'device.displayName -in ["x",',
  'device.displayName -eq ["x"]',
  'device.devicePhysicalIds -any',
  'device.devicePhysicalIds -any ()',
  'device.devicePhysicalIds -any (_ -eq "x"',
  '-not',
  '<script>alert(1)</script>',
  '${device}',
])('does not understand %j and says so', (rule) => {
  expect(verdict(rule)).toMatchObject({ type: 'unknown', doubt: { type: 'not-understood' } });
});

it.each([
  ['brackets', `${'('.repeat(500)}device.displayName -eq "x"${')'.repeat(500)}`],
  ['not', `${'-not '.repeat(1000)}device.displayName -eq "x"`],
])('does not go down a thousand levels of %s', (_, rule) => {
  expect(verdict(rule)).toMatchObject({ type: 'unknown', doubt: { type: 'not-understood' } });
});

it('reads hundreds of clauses side by side', () => {
  const clauses = Array.from({ length: 200 }, (_, n) => `(device.displayName -eq "${n}")`);

  expect(verdict(clauses.join(' or ')).type).toBe('no');
});

it('says what it does not know', () => {
  const doubtOf = (rule: string) => verdict(rule);

  expect(doubtOf('device.deviceCategory -eq "x"')).toEqual({
    type: 'unknown',
    doubt: { type: 'property', property: 'devicecategory' },
  });
  expect(doubtOf('device.displayName -eq "x" -xor')).toMatchObject({
    doubt: { type: 'not-understood', near: '-xor' },
  });
  expect(doubtOf('device.displayName -match "(?!x)"')).toMatchObject({
    doubt: { type: 'pattern', pattern: '(?!x)' },
  });
  expect(doubtOf('device.displayName -le "x"')).toMatchObject({
    doubt: { type: 'operator', operator: 'le' },
  });
  expect(doubtOf(`device.displayName -eq "${'x'.repeat(20_000)}"`)).toMatchObject({
    doubt: { type: 'too-long' },
  });
});

it('takes a purchase order that is not known for unknown, and a tag for known', () => {
  const tagged = registeredRuleDevice({ groupTag: 'X' });

  expect(verdict('device.devicePhysicalIds -any (_ -eq "[PurchaseOrderId]:1")', tagged).type).toBe('unknown');
  expect(verdict('device.devicePhysicalIds -any (_ -eq "[OrderID]:Y")', tagged).type).toBe('no');
  expect(
    verdict('device.devicePhysicalIds -any (_ -startsWith "[OrderID]")', registeredRuleDevice({})).type,
  ).toBe('no');
});

it.each([
  ['(a+)+$', 'a'.repeat(900)],
  ['(a|a)*b', 'a'.repeat(900)],
  ['(.*)*(.*)*(.*)*x', 'y'.repeat(900)],
  ['(a?){150}a{150}', 'a'.repeat(120)],
  ['((((a{50}){50}){50}){50}){50}', 'a'],
  ['(((((){99}){99}){99}){99}){99}', 'a'],
])('is not kept busy by the pattern %s', (pattern, name) => {
  const started = performance.now();
  verdict(
    `device.displayName -match "${pattern}"`,
    registeredRuleDevice({ properties: { displayname: name } }),
  );

  expect(performance.now() - started).toBeLessThan(5000);
});

it('is not kept busy by a text without end', () => {
  const started = performance.now();
  verdict(`device.displayName -eq "${'`'.repeat(9000)}`);
  verdict(`device.displayName -eq '${"''".repeat(4000)}`);

  expect(performance.now() - started).toBeLessThan(5000);
});

const word = fc.constantFrom(
  ...['device.devicePhysicalIds', 'device.displayName', '_', '-any', '-all', '-eq', '-match', '-in', '-not'],
  ...[
    '-and',
    'or',
    '(',
    ')',
    '[',
    ']',
    ',',
    '"[OrderID]:X"',
    '"("',
    "'",
    '"',
    'null',
    '$null',
    '–ne',
    '`',
    '\u0000',
  ],
);

it('gives a verdict on whatever is written, and throws nothing', () => {
  const rules = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join(' ')),
    fc.string({ maxLength: 60 }).map((pattern) => `device.displayName -match "${pattern}"`),
  );
  fc.assert(
    fc.property(rules, (rule) => ['yes', 'no', 'unknown'].includes(verdict(rule).type)),
    { numRuns: 3000 },
  );
});

it('agrees with itself: not, and, or turn as they should', () => {
  const clause = fc.constantFrom(
    'device.managementType -eq "MDM"',
    'device.managementType -eq "x"',
    'device.deviceCategory -eq "x"',
  );
  const rule = fc.letrec<{ rule: string }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 5 },
      clause,
      tie('rule').map((each) => `-not (${each})`),
      fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => `(${a}) -and (${b})`),
      fc.tuple(tie('rule'), tie('rule')).map(([a, b]) => `(${a}) or (${b})`),
    ),
  })).rule;
  fc.assert(
    fc.property(rule, rule, (a, b) => {
      const left = verdict(`-not ((${a}) -and (${b}))`).type;
      const right = verdict(`(-not (${a})) -or (-not (${b}))`).type;
      return left === right;
    }),
  );
});
