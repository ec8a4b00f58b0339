/**
 * Host configs close to Teams' light and dark themes. The values follow what Microsoft 365 Agents Playground
 * shows, whose light green and yellow are as pale as Teams' own.
 */
interface Theme {
  readonly page: string;
  readonly card: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  readonly backgrounds: Readonly<Record<string, string>>;
}

export const themes: Readonly<Record<'light' | 'dark', Theme>> = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    text: '#252424',
    subtle: '#616161',
    accent: '#6264a7',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#c4314b',
    backgrounds: {
      default: '#ffffff',
      emphasis: '#f5f5f5',
      good: '#e7f2da',
      accent: '#e8ebfa',
      attention: '#fcf4f6',
      warning: '#fbf6d9',
    },
  },
  dark: {
    page: '#1f1f1f',
    card: '#292929',
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#a6a7dc',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f9526b',
    backgrounds: {
      default: '#292929',
      emphasis: '#333333',
      good: '#0d2e0d',
      accent: '#2f2f4a',
      attention: '#3e1f25',
      warning: '#464215',
    },
  },
};

export function hostConfig(theme: Theme): object {
  const shade = (colour: string, subtle = colour) => ({ default: colour, subtle });
  const foregroundColors = {
    default: shade(theme.text, theme.subtle),
    dark: shade('#000000', '#444444'),
    light: shade('#ffffff', '#dddddd'),
    accent: shade(theme.accent),
    good: shade(theme.good),
    warning: shade(theme.warning),
    attention: shade(theme.attention),
  };
  return {
    supportsInteractivity: true,
    fontFamily: "'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif",
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 200, default: 400, bolder: 600 },
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: theme.subtle },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      allowButtonsToWrap: true,
    },
    containerStyles: Object.fromEntries(
      Object.entries(theme.backgrounds).map(([style, backgroundColor]) => [
        style,
        { backgroundColor, foregroundColors },
      ]),
    ),
  };
}
