// Small helpers for building the document. Text is always set as text, never as markup.

/** element makes <tag> with attributes, listeners (onclick: …) and children (nodes or strings). */
export function element(tag, attributes = {}, ...children) {
	const e = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === null || value === false) continue;
		if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
		else e.setAttribute(name, value === true ? "" : value);
	}
	e.append(...children.filter((c) => c !== undefined && c !== null));
	return e;
}

/** icon draws a symbol of icons.svg. */
export function icon(name) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("class", "icon");
	svg.setAttribute("aria-hidden", "true");
	const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
	use.setAttribute("href", `/page/icons.svg#${name}`);
	svg.append(use);
	return svg;
}

export const byID = (id) => document.getElementById(id);

/** calm reports whether the reader asked for less motion. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** bring scrolls an element into its scroller's view, without moving what is in view already. */
export function bring(e, inline = "center") {
	e.scrollIntoView({ block: "nearest", inline, behavior: calm() ? "auto" : "smooth" });
}

const zone = "Asia/Shanghai";
const clockFormat = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", hour12: false });
const dayFormat = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, month: "long", day: "numeric" });
const secondFormat = new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

export const hour = (date) => clockFormat.format(date);
export const day = (date) => dayFormat.format(date);
export const second = (date) => secondFormat.format(date);
