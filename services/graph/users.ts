import { z } from 'zod';
import type { Result } from '../result';
import type { GraphFailure } from './graph-failure';
import { literal, withQuery } from './odata';
import type { Page } from './wire';
import { optionalText, parseOne, parsePage } from './wire';

const select = 'id,displayName,userPrincipalName,userType';
const named = ['displayName', 'surname', 'userPrincipalName'];

/** By Entra object id or user principal name. */
export function pathOfUser(idOrUpn: string): string {
  return withQuery(`/users/${encodeURIComponent(idOrUpn)}`, { $select: select });
}

/** Whose name, surname or address begins so; at most `most`. */
export function pathOfUsersNamed(text: string, most: number): string {
  const $filter = named.map((property) => `startswith(${property},${literal(text)})`).join(' or ');
  return withQuery('/users', { $filter, $select: select, $top: String(most) });
}

/** `id` in lower case. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** The account belongs to another organisation. */
  readonly isGuest?: true;
}

const user = z
  .object({
    id: z.string().min(1),
    displayName: optionalText,
    userPrincipalName: optionalText,
    userType: optionalText,
  })
  .transform(({ id, displayName, userPrincipalName = '', userType }): User => ({
    id: id.toLowerCase(),
    name: displayName ?? userPrincipalName,
    address: userPrincipalName,
    ...(userType === 'Guest' && { isGuest: true }),
  }));

export function parseUser(answer: unknown): Result<User, GraphFailure> {
  return parseOne(answer, user);
}

export function parseUsers(answer: unknown): Result<Page<User>, GraphFailure> {
  return parsePage(answer, user);
}
