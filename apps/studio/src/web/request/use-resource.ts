import { useEffect } from 'react';
import { useReadable } from '../state/use-readable.ts';
import type { Loaded, Resource } from './create-resource.ts';

/** How a resource stands; it is read again whenever a view that shows it opens. */
export function useResource<T>(resource: Resource<T>): Loaded<T> {
	useEffect(() => void resource.load(), [resource]);
	return useReadable(resource.state);
}
