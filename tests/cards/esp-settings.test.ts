import { readEspRecommendations } from '../../services/knowledge/status-pages/esp-recommendation';
import { espSettingsShowcase, espSettingsStates } from './support/esp-settings-states';
import { nodesOf, textsOf } from './support/teams-client';

const states = [...espSettingsShowcase, ...espSettingsStates];

function cardIn(name: string): unknown {
  const state = states.find((each) => each.name === `esp-settings: ${name}`);
  if (state === undefined) throw new Error(`No state ${name}`);
  return state.render().attachment.content;
}

const times = (texts: readonly string[], part: string) => texts.filter((text) => text.includes(part)).length;
const hiddenIn = (card: unknown) => nodesOf(card).filter(({ isVisible }) => isVisible === false);

describe('the card of status pages', () => {
  it('marks what deviates by a sign and in words, not by colour alone', () => {
    const texts = textsOf(cardIn('as usual'));

    expect(texts).toContain(
      '⚠ Show an error when installation takes longer than specified number of minutes',
    );
    expect(texts).toContain('45 minutes · recommended: at least 60 minutes');
  });

  it('hides each setting that does not deviate, and shows each one somewhere', () => {
    const card = cardIn('as usual');
    const names = readEspRecommendations().map(({ name }) => name);

    expect(hiddenIn(card).map((container) => textsOf(container).length)).toEqual([
      names.length,
      names.length - 1,
      names.length - 1,
    ]);
    for (const name of names) expect(times(textsOf(card), name)).toBe(3);
  });

  it('has in front of a page that is not shown only that, and what was asked for', () => {
    const front = (name: string) => {
      const card = cardIn(name);
      const hidden = hiddenIn(card).flatMap(textsOf);
      return textsOf(card).filter((text) => text.includes('· recommended:') && !hidden.includes(text));
    };

    expect(front('as usual')).toEqual([
      '45 minutes · recommended: at least 60 minutes',
      'No · recommended: Yes',
    ]);
    expect(front('asked for the time-out')).toEqual([
      '45 minutes · recommended: at least 60 minutes',
      '1 minute · recommended: at least 60 minutes',
      'No · recommended: Yes',
    ]);
  });

  it('tells once why Microsoft says otherwise, and on each page why', () => {
    const texts = textsOf(cardIn('asked for the time-out'));

    expect(times(texts, 'Less than 60 minutes ends deployments')).toBe(3);
    expect(times(texts, 'Microsoft: 60 minutes by default')).toBe(1);
  });

  it('names a few of many apps and tells how many there are', () => {
    const [apps] = textsOf(cardIn('as much as there can be')).filter((text) => text.startsWith('100 apps'));

    expect(apps).toMatch(/^100 apps: (M+…, ){5}M+… and 94 more · recommended: depends on you$/);
  });

  it('tells where to change something only where something deviates', () => {
    const place = 'Enrollment Status Page › this page › Settings';

    expect(times(textsOf(cardIn('as usual')), place)).toBe(2);
    expect(times(textsOf(cardIn('apps without names')), place)).toBe(0);
  });
});
