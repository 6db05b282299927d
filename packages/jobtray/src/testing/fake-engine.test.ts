import { systemClock } from '../server/clock.ts';
import { createFakeEngine } from './fake-engine.ts';
import { describeSource } from './source-contract.ts';

describeSource('the fake', async () => {
	const { openSource, ...engine } = createFakeEngine({ clock: systemClock });
	const sources = [openSource()];
	return {
		...engine,
		source: sources[0] ?? openSource(),
		async openSecond() {
			const second = openSource();
			sources.push(second);
			return second;
		},
		async close() {
			for (const source of sources) await source.close();
		},
	};
});
