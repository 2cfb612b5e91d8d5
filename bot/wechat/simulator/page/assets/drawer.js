// The drawer beside the phones: the wire and the faults.
import { byID } from "./dom.js";
import { post } from "./server.js";

const panels = ["wire", "faults"];

/** drawer wires the buttons that open it, and the switches in it. opened(name) is called when a panel shows. */
export function drawer(opened) {
	const root = byID("drawer");
	let shown = "";
	const show = (name) => {
		shown = name;
		root.hidden = name === "";
		document.body.classList.toggle("drawn", name !== "");
		for (const p of panels) {
			const on = p === name;
			byID(p).hidden = !on;
			byID(`${p}-open`).setAttribute("aria-expanded", String(on));
			byID(`tab-${p}`).setAttribute("aria-selected", String(on));
			byID(`tab-${p}`).tabIndex = on ? 0 : -1;
		}
		sessionStorage.setItem("minqing-drawer", name);
		if (name) opened(name);
	};
	for (const p of panels) {
		byID(`${p}-open`).addEventListener("click", () => {
			const again = shown === p;
			show(again ? "" : p);
			if (!again) byID(`tab-${p}`).focus();
		});
		byID(`tab-${p}`).addEventListener("click", () => show(p));
		byID(`tab-${p}`).addEventListener("keydown", (e) => {
			if (e.key !== "ArrowLeft" && e.key !== "ArrowRight") return;
			const other = panels[1 - panels.indexOf(p)];
			show(other);
			byID(`tab-${other}`).focus();
		});
	}
	const close = () => {
		const opener = byID(`${shown || "wire"}-open`);
		show("");
		opener.focus();
	};
	byID("drawer-close").addEventListener("click", close);
	root.addEventListener("keydown", (e) => {
		if (e.key === "Escape") close();
	});
	for (const button of document.querySelectorAll("[data-fault]")) {
		button.addEventListener("click", async () => {
			button.setAttribute("aria-busy", "true");
			await post(`fault/${button.dataset.fault}`, { on: button.getAttribute("aria-checked") !== "true" });
			button.removeAttribute("aria-busy");
			if (!button.hasAttribute("aria-checked")) {
				button.classList.add("done");
				setTimeout(() => button.classList.remove("done"), 1200);
			}
		});
	}
	show(sessionStorage.getItem("minqing-drawer") ?? "");
}

/** faults shows how the switches stand. */
export function faults(state) {
	let on = 0;
	for (const button of document.querySelectorAll("[data-fault][aria-checked]")) {
		const is = state[button.dataset.fault] === true;
		button.setAttribute("aria-checked", String(is));
		if (is) on++;
	}
	const count = byID("faults-on");
	count.hidden = on === 0;
	count.textContent = on;
	byID("faults-open").setAttribute("aria-label", on ? `故障，开着 ${on} 项` : "故障");
}
