// @vitest-environment node
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createFakeClient, makeJob } from '../testing/index.ts';
import { JobTray } from './job-tray.tsx';
import { JobTrayProvider } from './provider.tsx';

describe('on the server', () => {
	it('[AC2] the tray renders at rest, without a window, whatever the client knows', () => {
		expect('window' in globalThis).toBe(false);
		const client = createFakeClient();
		client.feed('mine').put(makeJob());
		const html = renderToString(
			<JobTrayProvider client={client}>
				<JobTray />
			</JobTrayProvider>,
		);
		expect(html).toContain('aria-label="Jobs: loading"');
		expect(client.holds()).toBe(0);
	});

	it('[AC2] the tray renders with a client of its own', () => {
		expect(
			renderToString(
				<JobTrayProvider url="/jobtray">
					<JobTray />
				</JobTrayProvider>,
			),
		).toContain('data-state="idle"');
	});
});
