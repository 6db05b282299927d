/** What waits in a heap, and where in it: the heap sets that. */
export interface HeapItem {
	at: number;
	place: number;
}

/** Puts one in. What is first in the heap is due first. */
export function pushItem<T extends HeapItem>(heap: T[], item: T): void {
	item.place = heap.length;
	heap.push(item);
	rise(heap, item);
}

/** Takes one out, wherever it is; nothing where it is not in. */
export function takeItem<T extends HeapItem>(heap: T[], item: T): void {
	if (heap[item.place] !== item) return;
	const last = heap.pop();
	if (last === undefined || last === item) return;
	put(heap, last, item.place);
	rise(heap, last);
	sink(heap, last);
}

function put<T extends HeapItem>(heap: T[], item: T, place: number): void {
	heap[place] = item;
	item.place = place;
}

function rise<T extends HeapItem>(heap: T[], item: T): void {
	while (item.place > 0) {
		const { place } = item;
		const above = (place - 1) >> 1;
		const parent = heap[above];
		if (parent === undefined || parent.at <= item.at) return;
		put(heap, parent, place);
		put(heap, item, above);
	}
}

function sink<T extends HeapItem>(heap: T[], item: T): void {
	for (;;) {
		const { place } = item;
		const left = heap[2 * place + 1];
		const right = heap[2 * place + 2];
		const child = left !== undefined && right !== undefined && right.at < left.at ? right : left;
		if (child === undefined || child.at >= item.at) return;
		const below = child.place;
		put(heap, child, place);
		put(heap, item, below);
	}
}
