import { readData } from '../../../services/knowledge/data';
import { createKnowledge } from '../../../services/knowledge/knowledge';
import { modeIds, modeShape, modeWordsShape } from '../../../services/knowledge/modes/mode';

const knowledge = createKnowledge();
const modes = knowledge.modes();
const idsFor = (text: string) => knowledge.modesFor(text).modes.map(({ id }) => id);
const fitFor = (text: string) => knowledge.modesFor(text).fit?.mode.id;

describe('what is known of the deployment modes', () => {
  it('has its shape and its lengths', () => {
    expect(modes.map((mode) => modeShape.safeParse(mode).error?.issues)).toEqual(modes.map(() => undefined));
    expect(modeWordsShape.safeParse(readData('modes/mode-words.json')).error).toBeUndefined();
    expect(modes.map(({ id }) => id)).toEqual(modeIds);
  });

  it('has a notion for each mode', () => {
    expect(modes.filter(({ id }) => knowledge.notion(id) === undefined)).toEqual([]);
  });

  it('says what self-deploying and pre-provisioning ask of the TPM', () => {
    const needing = modes.filter(({ prerequisites }) =>
      prerequisites.some((each) => each.includes('TPM 2.0')),
    );

    expect(needing.map(({ id }) => id)).toEqual(['self-deploying', 'pre-provisioning']);
  });
});

describe('finding the modes that a text asks for', () => {
  it.each(modes)('finds $id by each of its best uses', ({ id, bestUses }) => {
    expect(bestUses.filter((use) => fitFor(`which mode for ${use}?`) !== id)).toEqual([]);
  });

  it.each([
    ['white golve', ['pre-provisioning']],
    ['self-deploing mode', ['self-deploying']],
    ['userdriven', ['user-driven']],
    ['autopilot for existing devices', ['existing-devices']],
    ['user driven vs self deploying', ['user-driven', 'self-deploying']],
    ['ud vs sd vs wg', ['user-driven', 'self-deploying', 'pre-provisioning']],
    ['which modes does autopilot have', [...modeIds]],
    ['', [...modeIds]],
    ['🖥️ \u202E **', [...modeIds]],
    ['mode '.repeat(20_000), [...modeIds]],
  ])('takes “%.40s” for what it names', (text, ids) => {
    expect(idsFor(text)).toEqual(ids);
    expect(fitFor(text)).toBeUndefined();
  });

  it('puts the mode that fits first', () => {
    expect(idsFor('would you recommend user-driven or self-deploying for a kiosk?')).toEqual([
      'self-deploying',
      'user-driven',
    ]);
    expect(idsFor('which mode for kiosks')[0]).toBe('self-deploying');
  });

  it('sets the mode that fits beside the one that was named', () => {
    expect(idsFor('can a kiosk be set up in user-driven mode?')).toEqual(['self-deploying', 'user-driven']);
  });

  it('does not take a word of the question for a use', () => {
    expect(fitFor('when to use user-driven')).toBeUndefined();
    expect(fitFor('which mode needs an admin present')).toBeUndefined();
  });
});
