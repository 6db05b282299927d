/** The settings: how the person wants to be told. */
export function Settings() {
	return null;
}
