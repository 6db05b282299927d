// A script for a service worker: it exports nothing, and is imported or served for what it does.
export {};
