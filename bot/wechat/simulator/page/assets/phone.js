// One phone: its chat, its foot with the account's menu or the writing line, and what can be done on it.
import { bubble } from "./bubble.js";
import { byID, day, element, hour, icon } from "./dom.js";
import { post } from "./server.js";

/** silence is how long a chat is quiet before the time stands in it again. */
const silence = 5 * 60 * 1000;

export class Phone {
	/** @param person as the state tells; @param app gives map(phone), scan(phone), look(url) and now() */
	constructor(person, app) {
		this.name = person.name;
		this.app = app;
		this.seen = new Set();
		this.lastAt = 0;
		this.root = byID("phone").content.cloneNode(true).firstElementChild;
		this.root.dataset.person = person.name;
		this.root.setAttribute("aria-label", `${person.name}的手机`);
		this.talk = this.find(".talk");
		this.chat = this.find(".chat");
		this.text = this.find("textarea");
		this.label(person);
		this.listen();
	}

	find(selector) {
		return this.root.querySelector(selector);
	}

	label(person) {
		this.find(".owner h2").textContent = person.name;
		this.find(".owner .part").textContent = person.part;
		this.find(".owner .face").textContent = person.name.slice(0, 1);
		this.root.classList.toggle("staff", person.staff);
		this.find(".log").setAttribute("aria-label", `${person.name}与公众号的聊天`);
		this.chat.setAttribute("aria-label", `${person.name}的聊天记录`);
		this.text.setAttribute("aria-label", `${person.name}说的话`);
		this.find(".more").setAttribute("aria-label", `${person.name}：扫一扫、取消关注`);
	}

	listen() {
		const does = {
			follow: () => this.act("follow"),
			unfollow: () => this.act("unfollow"),
			write: () => this.write(true),
			menu: () => this.write(false),
			plus: () => this.open("panel"),
			more: () => this.open("actions"),
			speak: () => this.act("voice"),
			photo: () => this.act("photo"),
			video: () => this.act("video"),
			album: () => this.find("input[type=file]").click(),
			place: () => this.app.map(this),
			scan: () => this.app.scan(this),
		};
		this.root.addEventListener("click", (e) => {
			const button = e.target.closest("[data-do]");
			if (button) {
				does[button.dataset.do]();
				if (!["write", "menu", "plus", "more"].includes(button.dataset.do)) this.open("");
			} else if (!e.target.closest(".foot")) {
				this.open("");
			}
		});
		this.root.addEventListener("keydown", (e) => {
			if (e.key === "Escape") this.open("");
		});
		this.find("input[type=file]").addEventListener("change", (e) => {
			const file = e.target.files[0];
			if (file) this.act("photo", { file });
			e.target.value = "";
		});
		this.find(".write").addEventListener("submit", (e) => {
			e.preventDefault();
			this.say();
		});
		this.text.addEventListener("input", () => this.fit());
		this.text.addEventListener("keydown", (e) => {
			if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
			e.preventDefault();
			this.say();
		});
		this.text.addEventListener("keypress", (e) => {
			if (e.key === "Enter" && !e.shiftKey) e.preventDefault(); // it was sent; there is no line to break
		});
	}

	say() {
		const text = this.text.value;
		if (text.trim() === "") return;
		this.fill("");
		this.act("say", { text });
	}

	/** fill writes into the line without sending. */
	fill(text) {
		this.text.value = text;
		this.fit();
	}

	fit() {
		const some = this.text.value !== "";
		this.find(".send").hidden = !some;
		this.find("[data-do=plus]").hidden = some;
		this.text.style.height = "auto";
		if (some) this.text.style.height = `${Math.min(this.text.scrollHeight, 108)}px`;
	}

	/** write shows the writing line, or the account's menu again. */
	write(on, focus = true) {
		const writing = this.find(".write");
		if (writing.hidden !== on) return;
		writing.hidden = !on;
		this.find(".menu").hidden = on;
		this.open("");
		this.fit();
		if (focus) (on ? this.text : this.find("[data-do=write]")).focus({ preventScroll: true });
	}

	/** open shows one of the drawers at the foot, or closes it when it is open. */
	open(name) {
		for (const [drawer, opener] of [["panel", "[data-do=plus]"], ["actions", "[data-do=more]"]]) {
			const e = this.find(`.${drawer}`);
			e.hidden = !(drawer === name && e.hidden);
			this.find(opener).setAttribute("aria-expanded", String(!e.hidden));
		}
		for (const sub of this.root.querySelectorAll(".entries ul")) sub.hidden = true;
		for (const opener of this.root.querySelectorAll(".entries [aria-expanded]")) opener.setAttribute("aria-expanded", "false");
		this.toEnd();
	}

	/** act does something on the phone; the account's title shows that it is at work. */
	async act(deed, fields = {}) {
		this.acting = (this.acting ?? 0) + 1;
		this.root.classList.add("waiting");
		const wrong = await post(`act/${deed}`, { phone: this.name, ...fields });
		if (--this.acting === 0) this.root.classList.remove("waiting");
		if (wrong) this.remark(wrong);
	}

	/** remark puts a line of the page's own into the chat. */
	remark(words) {
		this.append(element("li", { class: "system" }, element("p", {}, words)));
	}

	/** add shows a bubble once, however often it is told. */
	add(b) {
		if (this.seen.has(b.id)) return;
		this.seen.add(b.id);
		const at = new Date(b.at);
		if (at - this.lastAt > silence) this.append(element("li", { class: "time" }, element("time", { datetime: b.at }, this.when(at))));
		this.lastAt = at;
		this.append(bubble(b, this.name, { act: (deed, fields) => this.act(deed, fields), look: this.app.look }));
		this.root.classList.add("begun");
	}

	when(at) {
		return day(at) === day(this.app.now()) ? hour(at) : `${day(at)} ${hour(at)}`;
	}

	append(line) {
		this.talk.append(line);
		this.toEnd();
	}

	toEnd() {
		this.chat.scrollTop = this.chat.scrollHeight;
	}

	clear() {
		this.talk.replaceChildren();
		this.seen.clear();
		this.lastAt = 0;
		this.root.classList.remove("begun");
	}

	/** menu draws the account's menu as it was pushed; it changes only when the account pushes another. */
	menu(buttons) {
		const drawn = JSON.stringify(buttons);
		if (drawn === this.drawn) return;
		this.drawn = drawn;
		this.find(".entries").replaceChildren(...(buttons ?? []).map((b) => this.entry(b)));
		if (!buttons?.length) this.write(true, false);
	}

	entry(b) {
		if (!b.sub_button?.length) return element("div", {}, element("button", { type: "button", onclick: () => this.press(b) }, b.name));
		const sub = element("ul", { hidden: true });
		for (const s of b.sub_button) sub.append(element("li", {}, element("button", { type: "button", onclick: () => this.press(s) }, s.name)));
		const opener = element("button", { type: "button", "aria-expanded": "false" }, icon("sub"), b.name);
		opener.addEventListener("click", () => {
			const open = sub.hidden;
			this.open("");
			sub.hidden = !open;
			opener.setAttribute("aria-expanded", String(open));
		});
		return element("div", {}, sub, opener);
	}

	press(b) {
		this.open("");
		if (b.type === "click") this.act("click", { text: b.key });
		else this.remark("演示里不打开外部网页。");
	}

	/** state shows what the platform knows of the person. */
	state(person) {
		this.label(person);
		this.root.classList.toggle("away", !person.following);
		this.find(".window").textContent = !person.following ? "未关注" : person.left > 0 ? `可主动发 ${person.left} 条` : "不可主动发";
		this.find(".window").classList.toggle("shut", !person.following || person.left === 0);
	}
}
