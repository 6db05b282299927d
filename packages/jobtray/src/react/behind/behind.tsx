import { useEffect } from 'react';
import { useTray } from '../tray-context.ts';
import { hearShortcut } from './hear-shortcut.ts';
import { openWhenDone } from './open-when-done.ts';
import { speakProgress } from './speak-progress.ts';

export { pickTray } from './pick-tray.ts';
export { sayNotice } from './say-notice.ts';
export { toNote } from './to-note.ts';

/** What works unseen: the shortcut, the progress that is spoken, and the panel that opens by itself. Renders nothing. */
export function Behind() {
	const { client, attention, labels, said, shortcut, trays } = useTray();

	useEffect(() => (shortcut === null ? undefined : hearShortcut(trays, shortcut)), [trays, shortcut]);
	useEffect(() => speakProgress({ client, attention, labels, said }), [client, attention, labels, said]);
	useEffect(() => openWhenDone({ client, attention, trays }), [client, attention, trays]);

	return null;
}
