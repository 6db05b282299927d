import { version } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import 'jobtray/styles.css';
import { Host } from './host.tsx';

/** What a test does with the page. */
export interface HostPage {
	react: string;
	/** Takes over what the server rendered, or renders where there is nothing yet. */
	mount(): void;
	unmount(): void;
}

declare global {
	interface Window {
		host: HostPage;
	}
}

const place = document.querySelector('#root');
if (place === null) throw new Error('The page has no place for the host: its index.html lacks #root.');
const element = place;
let root: Root | null = null;

window.host = {
	react: version,
	mount() {
		if (element.hasChildNodes()) {
			root = hydrateRoot(element, <Host />, { onRecoverableError: (error) => console.error('hydration', error) });
			return;
		}
		root = createRoot(element);
		root.render(<Host />);
	},
	unmount: () => root?.unmount(),
};
