import type { BrowserContext, Page } from '@playwright/test';

/** One thing by which a person was told. */
export interface Told {
	by: 'desktop' | 'sound';
	page: Page;
	/** Title and text of a notification. */
	text: string;
}

/** Clicks on the last notification that the page has shown, as the system would tell of it. */
export async function clickNotification(page: Page): Promise<void> {
	await page.evaluate(() => {
		const notes: { onclick: (() => void) | null }[] = Reflect.get(window, 'shownNotes');
		notes.at(-1)?.onclick?.();
	});
}

/**
 * Records what pages of a context show on the desktop and let sound, also of a page that crashes afterwards. Permission is
 * what the context grants; the notifications themselves are left out, as there is no desktop.
 */
export async function recordTold(context: BrowserContext): Promise<Told[]> {
	const told: Told[] = [];
	await context.exposeBinding('recordTold', ({ page }, by: Told['by'], text: string) => {
		told.push({ by, page, text });
	});
	await context.addInitScript(() => {
		const record = (...what: [by: string, text: string]) => Reflect.get(window, 'recordTold')(...what);
		const shown: object[] = [];
		Object.defineProperty(window, 'shownNotes', { value: shown });
		class RecordedNotification {
			static readonly permission = Notification.permission;
			static requestPermission = async () => Notification.permission;
			onclick: (() => void) | null = null;
			constructor(title: string, { body = '' }: NotificationOptions = {}) {
				shown.push(this);
				record('desktop', `${title}: ${body}`);
			}
			close() {}
		}
		Object.defineProperty(window, 'Notification', { value: RecordedNotification });
		AudioNode.prototype.connect = new Proxy(AudioNode.prototype.connect, {
			apply(connect, node, to) {
				// Each sound goes out through a level of its own; what only times its end does not.
				if (node instanceof GainNode && to[0] instanceof AudioDestinationNode) record('sound', '');
				return Reflect.apply(connect, node, to);
			},
		});
	});
	return told;
}
