/** What Graph writes where a date is demanded and there is none. */
export const never = '0001-01-01T00:00:00Z';

/** An Edm.DateTimeOffset; `ms` since 1970. */
export function dateTime(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

export function dateTimeOrNever(ms: number | undefined): string {
  return ms === undefined ? never : dateTime(ms);
}

/** An Edm.Duration such as PT3M21.5S. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 100) / 10;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = Math.round((seconds % 60) * 10) / 10;
  return `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest}S`;
}
