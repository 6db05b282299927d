// Runs before the first paint, so that a chosen theme does not flash in the other one. Kept in step with settings/preferences.ts.
try {
	const { theme } = JSON.parse(localStorage.getItem('studio.preferences') ?? '{}');
	if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
	// Storage may be blocked or hold something else: the system's theme is right then.
}
