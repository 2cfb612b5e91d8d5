// The page: phones side by side, told by the server's events.
import { bring, byID, element, hour } from "./dom.js";
import { drawer, faults } from "./drawer.js";
import { Phone } from "./phone.js";
import { listen } from "./server.js";
import { sheets } from "./sheets.js";
import { Tour } from "./tour.js";
import { Wire } from "./wire.js";

const stage = byID("stage"), chips = byID("chips");
const phones = new Map(), chipOf = new Map(), inView = new Set();
const wire = new Wire();
let ahead = 0, epoch = "";

const now = () => new Date(Date.now() + ahead * 1000);
const app = { ...sheets(), now };
const tour = new Tour(phones, show);
drawer((name) => name === "wire" && wire.toEnd());

/** show brings a phone into view. */
function show(name) {
	const phone = phones.get(name);
	if (phone) bring(phone.root, innerWidth < 720 ? "center" : "nearest");
}

const views = new IntersectionObserver((entries) => {
	for (const { target, intersectionRatio } of entries) {
		const name = target.dataset.person, seen = intersectionRatio > 0.6;
		if (seen) inView.add(name);
		else inView.delete(name);
		const chip = chipOf.get(name);
		chip.classList.toggle("shown", seen);
		if (seen) {
			unread(chip, false);
			chips.scrollTo({ left: chip.parentElement.offsetLeft - chips.clientWidth / 2 + chip.clientWidth / 2 });
		}
	}
}, { root: stage, threshold: [0, 0.6, 0.95] });

function unread(chip, is) {
	chip.classList.toggle("unread", is);
	chip.querySelector(".unseen").textContent = is ? "，有新消息" : "";
}

function meet(person) {
	let phone = phones.get(person.name);
	if (phone) return phone;
	phone = new Phone(person, app);
	phones.set(person.name, phone);
	stage.append(phone.root);
	const chip = element("button", { type: "button", class: "chip", onclick: () => show(person.name) },
		element("span", { class: "face", "aria-hidden": "true" }, person.name.slice(0, 1)), element("span", {}, person.name), element("small", {}, person.part), element("span", { class: "unseen" }));
	chip.classList.toggle("staff", person.staff);
	chipOf.set(person.name, chip);
	chips.append(element("li", {}, chip));
	views.observe(phone.root);
	return phone;
}

function tick() {
	for (const phone of phones.values()) phone.find(".hour").textContent = hour(now());
	if (byID("now")) byID("now").textContent = hour(now());
}

const handlers = {
	begin(bubbles) {
		wire.clear();
		for (const phone of phones.values()) phone.clear();
		stage.setAttribute("aria-busy", "true"); // what is old is not read out
		for (const b of bubbles) phones.get(b.phone)?.add(b);
		stage.removeAttribute("aria-busy");
		document.body.dataset.ready = epoch;
	},
	bubble(b) {
		const phone = meet({ name: b.phone, part: "市民", staff: false });
		phone.add(b);
		if (!inView.has(b.phone) && b.from !== "person") unread(chipOf.get(b.phone), true);
	},
	callback: (c) => wire.callback(c),
	call: (c) => wire.call(c),
	state(s) {
		ahead = s.ahead;
		epoch = s.epoch;
		for (const person of s.people) {
			const phone = meet(person);
			phone.menu(s.menu);
			phone.state(person);
		}
		wire.people(s.people);
		faults(s.faults);
		if (s.tour) tour.tell(s.tour);
		tick();
	},
};

const looks = ["", "light", "dark"], lookNames = { "": "跟随系统", light: "浅色", dark: "深色" };
function look(chosen) {
	if (chosen) document.documentElement.dataset.theme = chosen;
	else delete document.documentElement.dataset.theme;
	localStorage.setItem("minqing-theme", chosen);
	byID("theme").setAttribute("aria-label", `明暗：${lookNames[chosen]}`);
	byID("theme").title = `明暗：${lookNames[chosen]}`;
}
byID("theme").addEventListener("click", () => look(looks[(looks.indexOf(localStorage.getItem("minqing-theme") ?? "") + 1) % looks.length]));
look(localStorage.getItem("minqing-theme") ?? "");

setInterval(tick, 5000);
listen(handlers, (on) => (byID("offline").hidden = on));
