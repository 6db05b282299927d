import { answerClick, type WindowClients } from './answer-click.ts';
import { readNoteData } from './note-data.ts';

/** A click on a notification, as a service worker hears it. */
interface NotificationClick {
	notification: { data: unknown; close(): void };
	waitUntil(done: Promise<unknown>): void;
}

/** What of a service worker's global scope is used here. */
interface WorkerScope {
	clients: WindowClients;
	addEventListener(type: 'notificationclick', listener: (click: NotificationClick) => void): void;
}

/** Answers clicks on our notifications; leaves those of others alone. */
function answerClicks(scope: WorkerScope): void {
	scope.addEventListener('notificationclick', (click) => {
		const data = readNoteData(click.notification.data);
		if (data === null) return;
		click.notification.close();
		click.waitUntil(answerClick(data, scope.clients));
	});
}

function isWorkerScope(scope: object): scope is WorkerScope {
	return 'clients' in scope && 'registration' in scope;
}

const scope: object = globalThis;
// A service worker has to listen from its first moment. Imported anywhere else, nothing happens.
if (isWorkerScope(scope)) answerClicks(scope);
