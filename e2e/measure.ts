import type { Page } from '@playwright/test';

/** What is too small or too faint, in words; empty where nothing is. */
export type Findings = string[];

/** Least side of a target, in CSS px (WCAG 2.2, 2.5.8). */
const leastTargetPx = 24;

/** Measures every button, link and field of the tray that is shown. Where all of a row or toast is the target, that is measured. */
export function findSmallTargets(page: Page): Promise<Findings> {
	return page.evaluate((least) => {
		const small: string[] = [];
		for (const control of document.querySelectorAll<HTMLElement>(
			'.jobtray:is(button), .jobtray :is(a, button, input, select, summary)',
		)) {
			if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[aria-hidden="true"]')) continue;
			const covers = getComputedStyle(control, '::after').position === 'absolute';
			const target = control.closest('.jobtray-toast-title') ? control.closest('.jobtray-toast') : control;
			const { width, height } = ((covers ? control.offsetParent : target) ?? control).getBoundingClientRect();
			if (Math.min(width, height) < least) small.push(`${control.className}: ${width} × ${height}`);
		}
		return small;
	}, leastTargetPx);
}

/** Least contrast to what it stands on: of text, and of what tells something without words (WCAG 2.2, 1.4.3 and 1.4.11). */
const leastContrast = { text: 4.5, other: 3 };

/**
 * Measures what axe does not, or is not sure of: texts, the ring and its mark, signs, bars, the borders of controls, and the outline of each
 * control that has the keyboard's focus. Press a key before, so that focus is the keyboard's.
 */
export function findFaintParts(page: Page): Promise<Findings> {
	return page.evaluate((least) => {
		const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
		if (canvas === null) throw new Error('This browser cannot draw, so that no colour can be read.');

		type Colour = [red: number, green: number, blue: number];

		/** Paints colours over each other, the last on top. */
		function paint(...colours: string[]): Colour {
			canvas?.clearRect(0, 0, 1, 1);
			for (const colour of colours) {
				if (canvas === null) break;
				canvas.fillStyle = colour;
				canvas.fillRect(0, 0, 1, 1);
			}
			const [red = 0, green = 0, blue = 0] = canvas?.getImageData(0, 0, 1, 1).data ?? [];
			return [red, green, blue];
		}

		function groundOf(element: Element | null): string[] {
			if (element === null) return ['Canvas'];
			return [...groundOf(element.parentElement), getComputedStyle(element).backgroundColor];
		}

		function luminance(colour: Colour): number {
			const [red, green, blue] = colour.map((each) => {
				const part = each / 255;
				return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
			}) as Colour;
			return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
		}

		function contrast(colour: string, ground: string[]): number {
			const [light = 0, dark = 0] = [luminance(paint(...ground, colour)), luminance(paint(...ground))].sort(
				(a, b) => b - a,
			);
			return (light + 0.05) / (dark + 0.05);
		}

		const faint: string[] = [];
		function measure(element: Element, what: string, colour: string, ground: string[]): void {
			const ratio = contrast(colour, ground);
			if (ratio < (what === 'text' ? least.text : least.other))
				faint.push(`${what} of ${element.getAttribute('class') ?? element.textContent}: ${ratio.toFixed(2)}`);
		}
		function shown(selector: string): HTMLElement[] {
			return [...document.querySelectorAll<HTMLElement>(selector)].filter(
				(each) => each.checkVisibility({ visibilityProperty: true }) && each.closest('[aria-disabled="true"]') === null,
			);
		}

		for (const text of shown('.jobtray, .jobtray *')) {
			const hasWords = [...text.childNodes].some((each) => each instanceof Text && each.data.trim() !== '');
			if (hasWords && text.closest('.jobtray-said') === null)
				measure(text, 'text', getComputedStyle(text).color, groundOf(text));
		}
		for (const part of shown('.jobtray-ring-arc, .jobtray-ring-mark, .jobtray-icon')) {
			measure(part, 'line', getComputedStyle(part).stroke, groundOf(part));
		}
		for (const sign of shown('.jobtray-count svg')) measure(sign, 'sign', getComputedStyle(sign).fill, groundOf(sign));
		for (const bar of shown('.jobtray-bar')) {
			if (bar.closest('[data-stale]')) continue;
			measure(bar, 'bar', getComputedStyle(bar).color, groundOf(bar));
		}
		for (const control of shown('.jobtray-button, .jobtray :is(a, button, input, select, summary, [tabindex="0"])')) {
			const { borderTopColor, borderTopWidth, borderTopStyle } = getComputedStyle(control);
			const hasBorder = borderTopStyle !== 'none' && borderTopWidth !== '0px' && paintsOpaque(borderTopColor);
			// A border around a list or toast is for looks.
			if (hasBorder && control.matches('a, button, input, select, summary'))
				measure(control, 'border', borderTopColor, groundOf(control.parentElement));
			control.focus();
			const after = getComputedStyle(control, '::after');
			const { outlineStyle, outlineColor } = after.position === 'absolute' ? after : getComputedStyle(control);
			if (document.activeElement !== control) continue;
			if (outlineStyle === 'none') faint.push(`no outline: ${control.className}`);
			else measure(control, 'outline', outlineColor, groundOf(control.parentElement));
		}
		return [...new Set(faint)];

		function paintsOpaque(colour: string): boolean {
			canvas?.clearRect(0, 0, 1, 1);
			if (canvas !== null) canvas.fillStyle = colour;
			canvas?.fillRect(0, 0, 1, 1);
			return (canvas?.getImageData(0, 0, 1, 1).data[3] ?? 0) > 0;
		}
	}, leastContrast);
}

/** What stands out of the window or of what it is in, sideways, and so is cut off or lies over something else. */
export function findCutOff(page: Page): Promise<Findings> {
	return page.evaluate(() => {
		const cut: string[] = [];
		const of = (element: Element) => `${element.getAttribute('class') ?? element.tagName}: ${element.textContent}`;
		for (const element of document.querySelectorAll<HTMLElement>('.jobtray, .jobtray *')) {
			if (
				!element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ||
				element.closest('.jobtray-said, svg') !== null
			)
				continue;
			const { left, right, width } = element.getBoundingClientRect();
			if (width === 0) continue;
			if (left < -1 || right > innerWidth + 1) cut.push(`out of the window: ${of(element)}`);
			const around = element.matches('.jobtray') ? null : element.parentElement;
			const box =
				around === null || getComputedStyle(around).display === 'contents' ? null : around.getBoundingClientRect();
			const reach = Number.parseFloat(getComputedStyle(element).marginInlineEnd) < 0 ? 8 : 1;
			if (box !== null && (left < box.left - reach || right > box.right + reach))
				cut.push(`out of its place: ${of(element)}`);
		}
		return cut;
	});
}

/** Where the parts of the tray stand, in px from the window's start. With `mirrored`, from its other side. */
export function findPlaces(page: Page, { mirrored }: { mirrored: boolean }): Promise<Record<string, number[]>> {
	return page.evaluate((fromRight) => {
		const parts = [
			'button',
			'ring',
			'counts',
			'panel',
			'title',
			'scopes',
			'name',
			'acts',
			'bar',
			'thumb',
			'toast',
			'toast-mark',
			'foot',
		];
		const places = parts.map((part) => {
			const all = [...document.querySelectorAll(`.jobtray-${part}`)].filter((each) => each.checkVisibility());
			const lefts = all.map((each) => {
				const { left, right } = each.getBoundingClientRect();
				return Math.round(fromRight ? innerWidth - right : left);
			});
			return [part, lefts] as const;
		});
		return Object.fromEntries(places.filter(([, lefts]) => lefts.length > 0));
	}, mirrored);
}
