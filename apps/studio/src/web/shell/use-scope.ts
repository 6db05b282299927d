import { useStudio } from './studio-context.ts';

/** Whose jobs the views follow: a lead's follow everybody's. */
export function useScope(): 'mine' | 'all' {
	return useStudio().me.person.role === 'lead' ? 'all' : 'mine';
}
