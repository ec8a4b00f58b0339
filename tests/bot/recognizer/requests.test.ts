import { recognizer } from './support';

const understood = (text: string) => {
  const { command, slots } = recognizer().recognize(text);
  return { command, ...slots };
};

describe('the number of a request', () => {
  it.each([
    ['approve #12', 'approve'],
    ['approve 12', 'approve'],
    ['12 is approved', 'approve'],
    ['approve request no. 12', 'approve'],
    ['Approve Request Number 12, please', 'approve'],
    ['reject 12', 'reject'],
    ['turn 12 down', 'reject'],
    ['undo request 12', 'undo'],
    ['undo 12', 'undo'],
    ['roll back request 12', 'undo'],
    ['put the tags of request 12 back', 'undo'],
    ['show request 12', 'approvals'],
  ])('is read from: %s', (text, command) => {
    expect(understood(text)).toMatchObject({ command, requestId: '12' });
  });

  it.each([
    ['approve the last one', 'approve'],
    ['approve it', 'approve'],
    ['reject the last one', 'reject'],
    ['undo the last change', 'undo'],
  ])('is not invented: %s', (text, command) => {
    expect(understood(text)).toEqual({ command, serials: [], codes: [] });
  });

  it('may have nine digits', () => {
    expect(understood('approve request 123456789').requestId).toBe('123456789');
    expect(understood('approve request 1234567890').requestId).toBeUndefined();
  });
});

describe('the reason of a rejection', () => {
  it.each([
    ['reject 12 because the tag is wrong', 'the tag is wrong'],
    ['decline #12: not needed any more', 'not needed any more'],
    ['reject request 12, we agreed on DE-Corp-Laptop', 'we agreed on DE-Corp-Laptop'],
    ['reject 12 - duplicate of 11', 'duplicate of 11'],
    ['reject 12 (duplicate)', 'duplicate'],
    ['reject 12: "wrong tag"', 'wrong tag'],
    ['reject 12 wrong tag', 'wrong tag'],
    ['reject 12 as it is a duplicate', 'it is a duplicate'],
    ['reject 12 due to the freeze', 'the freeze'],
    ['reject 12 now because the tag is wrong', 'the tag is wrong'],
    ['reject 12, reason: these were sold', 'these were sold'],
    ['reject 12 with the reason wrong country', 'wrong country'],
    ['request 12 is rejected because the tag is wrong', 'the tag is wrong'],
    ['12 is declined, wrong country', 'wrong country'],
    ['turn 12 down because of the freeze', 'the freeze'],
    ['reject request 12 of Omar Haddad because the tag is wrong', 'the tag is wrong'],
    ['because the tag is wrong, reject 12', 'the tag is wrong'],
    ['reject 12, please ask for UK-Corp-Laptop instead', 'please ask for UK-Corp-Laptop instead'],
    ['reject 12, 5CG4217QHX is already assigned to Lucy Chen', '5CG4217QHX is already assigned to Lucy Chen'],
    ['reject 12, do not tag these devices', 'do not tag these devices'],
    ['reject 12: 5CG4217QHX must be deregistered', '5CG4217QHX must be deregistered'],
    ['reject 12 because we approve 13 instead', 'we approve 13 instead'],
  ])('is what follows: %s', (text, reason) => {
    expect(understood(text)).toMatchObject({ command: 'reject', requestId: '12', reason });
  });

  it.each([
    'reject 12',
    'reject 12 please',
    'reject 12, thanks',
    'please reject 12 for me',
    'reject 12 and 13',
    'reject 12, 13',
    'reject 12 for Omar',
    'reject 12 as well',
    'reject 12!',
    'reject 12, approve 13',
    "reject 12, no wait, don't",
  ])('is not invented: %s', (text) => {
    expect(understood(text)).toMatchObject({ command: 'reject', requestId: '12' });
    expect(understood(text)).not.toHaveProperty('reason');
  });

  it('does not lend its numbers to the order', () => {
    const { requestId, reason } = understood('reject it because request 11 is the same');

    expect({ requestId, reason }).toEqual({ requestId: undefined, reason: 'request 11 is the same' });
  });

  it('has at most 300 characters', () => {
    expect(understood(`reject 12 because ${'wrong '.repeat(3_000)}`).reason).toHaveLength(299);
    expect(understood(`reject 12 because ${'x'.repeat(299)}😀`).reason).toBe('x'.repeat(299));
  });

  it.each(['do not reject 12 because the tag is wrong', 'who rejected 12 because of the tag?'])(
    'does not make an order of: %s',
    (text) => {
      expect(understood(text).command).not.toBe('reject');
    },
  );
});

describe('the tag of an approval', () => {
  it.each([
    ['approve 12 with UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['approve request 12 but with tag UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['approve 12 UK-Corp-Laptop', 'UK-Corp-Laptop'],
    ['approve 12 with Loaner', 'Loaner'],
    ['approve 12 with "Loaner Pool"', 'Loaner Pool'],
    ['approve 12 with DE-Corp-Laptop instead of UK-Corp-Laptop', 'DE-Corp-Laptop'],
    ['approve 12, not UK-Corp-Laptop but DE-Corp-Laptop', 'DE-Corp-Laptop'],
    ['approve 12 but change the tag from UK-Corp-Laptop to DE-Corp-Laptop', 'DE-Corp-Laptop'],
  ])('is read from: %s', (text, tag) => {
    expect(understood(text)).toMatchObject({ command: 'approve', requestId: '12', tag });
  });

  it.each([
    'approve 12',
    'approve 12 for Jean-Luc',
    'approve 12 as is',
    'approve 12 as-is',
    'approve 12 with thanks',
  ])('is not invented: %s', (text) => {
    expect(understood(text)).toEqual({ command: 'approve', serials: [], codes: [], requestId: '12' });
  });
});
