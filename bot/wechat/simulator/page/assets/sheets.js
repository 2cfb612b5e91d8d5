// The dialogs: the map, the scanner, one more citizen, the clock, a picture.
import { byID } from "./dom.js";
import { post } from "./server.js";

/** sheets wires the dialogs and returns how to open those that phones ask for. */
export function sheets() {
	for (const button of document.querySelectorAll("dialog [data-close]")) button.addEventListener("click", () => button.closest("dialog").close());
	for (const dialog of document.querySelectorAll("dialog")) {
		dialog.addEventListener("click", (e) => {
			if (e.target === dialog) dialog.close(); // beside it
		});
	}
	clock();
	invite();
	return { map: map(), scan: scan(), look: viewer() };
}

function clock() {
	byID("clock")?.addEventListener("click", () => byID("time").showModal());
	for (const button of document.querySelectorAll("#time [data-by]")) {
		button.addEventListener("click", () => {
			post("time", { by: button.dataset.by });
			byID("time").close();
		});
	}
}

function invite() {
	const dialog = byID("invite");
	byID("invite-open").addEventListener("click", () => {
		byID("invite-name").value = "";
		dialog.showModal();
	});
	dialog.querySelector("form").addEventListener("submit", () => post("people", { name: byID("invite-name").value }));
}

function scan() {
	const dialog = byID("scan");
	let phone;
	dialog.querySelector("form").addEventListener("submit", () => phone.act("scan", { text: byID("scan-scene").value.trim() }));
	return (p) => {
		phone = p;
		byID("scan-scene").value = "";
		dialog.showModal();
	};
}

function viewer() {
	const dialog = byID("viewer");
	return (url) => {
		dialog.querySelector("img").src = url;
		dialog.showModal();
	};
}

function map() {
	const dialog = byID("map"), drawing = byID("map-drawing"), pin = byID("map-pin"), send = byID("map-send"), chosen = byID("map-chosen");
	const { north, south, west, east } = Object.fromEntries(Object.entries(drawing.dataset).map(([k, v]) => [k, Number(v)]));
	const names = [...dialog.querySelectorAll(".spot-name")];
	const { width, height } = drawing.viewBox.baseVal;
	let phone, point;

	const choose = (lat, lng) => {
		const near = names.map((b) => ({ b, far: Math.hypot(b.dataset.lat - lat, b.dataset.lng - lng) })).sort((a, b) => a.far - b.far)[0];
		const exact = near.far < 0.0045;
		point = { lat: exact ? Number(near.b.dataset.lat) : lat, lng: exact ? Number(near.b.dataset.lng) : lng, label: near.b.textContent + (exact ? "" : "附近") };
		for (const b of names) b.setAttribute("aria-pressed", String(exact && b === near.b));
		pin.removeAttribute("hidden");
		pin.setAttribute("transform", `translate(${((point.lng - west) / (east - west)) * width} ${((north - point.lat) / (north - south)) * height})`);
		chosen.textContent = point.label;
		send.disabled = false;
	};
	drawing.addEventListener("click", (e) => {
		const box = drawing.getBoundingClientRect();
		choose(north - ((e.clientY - box.top) / box.height) * (north - south), west + ((e.clientX - box.left) / box.width) * (east - west));
	});
	for (const b of names) b.addEventListener("click", () => choose(Number(b.dataset.lat), Number(b.dataset.lng)));
	send.addEventListener("click", () => {
		phone.act("place", { lat: point.lat.toFixed(6), lng: point.lng.toFixed(6), label: point.label });
		dialog.close();
	});
	return (p) => {
		phone = p;
		pin.setAttribute("hidden", "");
		for (const b of names) b.setAttribute("aria-pressed", "false");
		chosen.textContent = "在图上点一下";
		send.disabled = true;
		dialog.showModal();
	};
}
