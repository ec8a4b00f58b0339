import { statusPageSettingNames } from '../../../../services/graph/status-page-settings';
import { readData } from '../../../../services/knowledge/data';
import {
  espRecommendationShape,
  readEspRecommendations,
} from '../../../../services/knowledge/status-pages/esp-recommendation';

describe('the recommendations', () => {
  const { settings } = readData('status-pages/esp-recommendations.json') as { settings: readonly unknown[] };

  it('have their shape', () => {
    expect(settings.map((each) => espRecommendationShape.safeParse(each).error?.issues)).toEqual(
      settings.map(() => undefined),
    );
  });

  it('are about every setting that is read, once', () => {
    expect(
      readEspRecommendations()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...statusPageSettingNames].sort());
  });
});
