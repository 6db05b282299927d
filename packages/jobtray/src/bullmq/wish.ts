/** Something asked of a job. */
export interface Wish {
	wanted: 'paused' | 'cancelled';
	/** When it was asked, epoch ms of the gateway. */
	at: number;
	/** When the job was added of which it was asked, epoch ms; another job of its id is not meant. Default: whichever has the id. */
	addedAt?: number;
}

/** What is asked of a job of this birth. */
export function toWishOf(wish: Wish | undefined, addedAt: number): Wish | undefined {
	return (wish?.addedAt ?? addedAt) === addedAt ? wish : undefined;
}
