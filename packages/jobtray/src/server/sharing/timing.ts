/** Gateways say so often that they are still there, to each other's queues; a lost message is noticed by then. */
export const beatMs = 2_000;

/** Who was not heard for this long is gone: three beats and a bit. */
export const silentMs = 6_500;
