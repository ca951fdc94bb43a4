import { resolve } from '$app/paths';
import { redirect } from '@sveltejs/kit';

// Without a lot, the address of one is no supplier named "lots".
export const load = () => redirect(307, resolve('/(app)/suppliers'));
