import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';

export default defineConfig({
	plugins: [react()],
	publicDir: 'src/web/public',
	// The library is read from its sources, so that Studio needs no build of it.
	resolve: { conditions: ['source', ...defaultClientConditions], dedupe: ['react', 'react-dom'] },
	build: {
		outDir: 'dist/web',
		emptyOutDir: true,
		// The policy allows no `data:` scripts or styles; small pictures stay files too.
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
	},
});
