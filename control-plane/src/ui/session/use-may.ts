'use client';
import type { Permission } from '@longshore/schemas';
import { type May, mayDo } from './may-do.ts';
import { useSession } from './use-session.ts';

/** Whether whoever is signed in may do something, and why not. */
export function useMay(permission: Permission): May {
  return mayDo(useSession(), permission);
}
