import { useTray } from '../tray-context.ts';
import { useTimed } from '../use-readable.ts';

/** How long nothing has been heard. `asOf` is on this device's clock, epoch ms. Counts while it can be seen. */
export function OfflineAge({ asOf }: { asOf: number }) {
	const { client, labels } = useTray();
	return <span className="jobtray-age">{useTimed(() => labels.silentFor(client.clock.now() - asOf))}</span>;
}
