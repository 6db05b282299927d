/** Something asked of a job. */
export interface Wish {
	wanted: 'paused' | 'cancelled';
	/** When it was asked, epoch ms of the gateway. */
	at: number;
}
