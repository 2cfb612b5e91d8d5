// The tour: words at the foot of the page, and a finger that points at what to tap or send next.
import { bring, byID, calm } from "./dom.js";
import { post } from "./server.js";

/** lookEvery is how often the finger looks where its target is: chats scroll and drawers open. */
const lookEvery = 200;
/** readFor is how long the automatic tour lets one read a step. */
const readFor = 2600;

export class Tour {
	constructor(phones, show) {
		this.phones = phones;
		this.show = show; // brings a phone into view
		this.root = byID("coach");
		this.finger = byID("finger");
		this.wanted = location.hash === "#tour" || localStorage.getItem("minqing-tour") === null;
		byID("tour-open")?.addEventListener("click", () => this.want(!this.wanted));
		byID("coach-next").addEventListener("click", () => this.next());
		byID("coach-skip").addEventListener("click", () => post("tour/skip", { step: this.state.at }));
		byID("coach-leave").addEventListener("click", () => this.want(false));
		byID("coach-auto").addEventListener("click", () => this.auto(!this.running));
		setInterval(() => this.point(), lookEvery);
		document.addEventListener("click", () => setTimeout(() => this.point()));
		addEventListener("resize", () => this.point());
	}

	/** want shows or hides the tour; where it was stays known to the server, so that it can be resumed. */
	want(on) {
		this.wanted = on;
		localStorage.setItem("minqing-tour", on ? "on" : "off");
		history.replaceState(null, "", on ? "#tour" : location.pathname);
		if (!on) this.auto(false);
		if (on && this.state?.on) this.prepare();
		this.draw();
		if (on) byID("coach-next").focus({ preventScroll: true });
		else byID("tour-open").focus({ preventScroll: true });
	}

	auto(on) {
		this.running = on;
		const button = byID("coach-auto");
		button.setAttribute("aria-pressed", String(on));
		button.textContent = on ? "暂停" : "自动演示";
		clearTimeout(this.timer);
		if (on) this.next();
	}

	next() {
		const s = this.state;
		if (!s || s.busy) return;
		for (const sheet of ["map", "scan"]) byID(sheet).close();
		if (!s.on || s.at >= s.total) post("tour/begin");
		else post("tour/next", { step: s.at });
	}

	/** tell takes what the server says. */
	tell(state) {
		const before = this.state;
		this.state = state;
		const moved = !before || before.at !== state.at || before.on !== state.on;
		if (moved && this.wanted && state.on) this.prepare();
		this.draw();
		if (moved && this.running) this.continue();
	}

	continue() {
		clearTimeout(this.timer);
		if (this.state.on && this.state.at < this.state.total) this.timer = setTimeout(() => this.running && this.next(), readFor);
		else this.auto(false);
	}

	/** prepare puts the phone in view and the words into its line. */
	prepare() {
		const { step } = this.state;
		const phone = this.phones.get(step.who);
		for (const [name, p] of this.phones) {
			if (p.prefilled && p.text.value === p.prefilled) p.fill("");
			p.prefilled = "";
			p.root.classList.toggle("pointed-at", name === step.who);
		}
		if (!phone) return;
		this.show(step.who);
		phone.open("");
		if (["say", "photo", "place"].includes(step.act)) phone.write(true, false);
		else phone.write(false, false);
		if (step.act === "say") {
			phone.fill(step.text);
			phone.prefilled = step.text;
		}
		phone.toEnd();
	}

	draw() {
		const s = this.state;
		this.root.hidden = !this.wanted || !s;
		document.body.classList.toggle("led", !this.root.hidden && s.on);
		if (this.root.hidden) return this.point();
		const over = s.on && s.at >= s.total;
		byID("coach-at").textContent = !s.on ? "几分钟看懂" : over ? "走完了" : `第 ${s.at + 1} 步，共 ${s.total} 步`;
		const progress = byID("coach-progress");
		progress.hidden = !s.on;
		progress.max = s.total || 1;
		progress.value = s.at;
		const [words, note] = this.words(s, over);
		byID("coach-words").textContent = words;
		byID("coach-note").textContent = s.wrong ? `还没有看到应有的结果：${s.wrong}` : note;
		this.root.classList.toggle("wrong", Boolean(s.wrong));
		byID("coach-next").textContent = !s.on ? "开始引导" : over ? "再走一遍" : s.wrong ? "再试一次" : s.busy ? "请稍候……" : "下一步";
		byID("coach-next").setAttribute("aria-disabled", String(s.busy));
		byID("coach-leave").textContent = s.on ? "先退出" : "自己看看";
		byID("coach-skip").hidden = !s.wrong;
		byID("coach-auto").hidden = !s.on || over;
		this.point();
	}

	words(s, over) {
		if (!s.on) return ["市民反映一件事，工作人员答复、办结，市民评价；再看街头救助、婚姻登记、局里怎样办件。", "跟着手指点，或者一直按“下一步”，由引导替您做。每一步都走真实的加密回调。"];
		if (over) return ["一件投诉、两次街头救助、婚姻登记、局里的两天，每一步都与约定相符。", "接着自己试：“故障”里有断网和被杀死，“线路”里有每一条回调。"];
		const { step } = s;
		return [step.who ? `${step.who}：${step.words}` : step.words, step.note];
	}

	/** point moves the finger to what is to be touched next. */
	point() {
		const target = this.root.hidden || !this.state?.on || this.state.at >= this.state.total || this.state.busy ? null : this.find();
		if (target !== this.target) {
			this.target?.classList.remove("pointed");
			target?.classList.add("pointed");
			this.target = target;
			if (target && !target.closest(".coach")) bring(target, "nearest");
			if (target && this.finger.matches(":popover-open")) this.finger.hidePopover(); // above a dialog that opened
		}
		if (!target) {
			if (this.finger.matches(":popover-open")) this.finger.hidePopover();
			return;
		}
		const box = target.getBoundingClientRect();
		const x = box.left + box.width * 0.72, y = box.top + box.height * 0.76;
		const hit = document.elementFromPoint(x, y); // nothing when it is off the page, something else when it is covered
		const seen = box.width > 0 && hit !== null && target.contains(hit);
		if (seen && !this.finger.matches(":popover-open")) this.finger.showPopover();
		if (!seen && this.finger.matches(":popover-open")) this.finger.hidePopover();
		this.finger.style.translate = `${Math.min(x, innerWidth - 36)}px ${Math.min(y, innerHeight - 44)}px`;
		this.finger.classList.toggle("still", calm());
	}

	find() {
		const { step } = this.state;
		const phone = this.phones.get(step.who);
		const there = (e) => (e && !e.disabled && e.getClientRects().length > 0 ? e : null);
		const fallback = byID("coach-next");
		if (!phone) return fallback;
		const at = (...selectors) => selectors.map((s) => there(phone.find(s))).find(Boolean);
		switch (step.act) {
			case "follow":
				return at("[data-do=follow]") ?? fallback;
			case "say":
				return at(".send", "[data-do=write]") ?? fallback;
			case "tap":
				return [...phone.root.querySelectorAll(".talk .link")].reverse().find((l) => l.dataset.content === step.text || l.textContent === step.text) ?? fallback;
			case "photo":
				return at("[data-do=photo]", "[data-do=plus]", "[data-do=write]") ?? fallback;
			case "place":
				return this.onMap(step.text) ?? at("[data-do=place]", "[data-do=plus]", "[data-do=write]") ?? fallback;
			case "scan":
				return this.scanned(step.text) ?? at("[data-do=scan]", "[data-do=more]") ?? fallback;
		}
		return fallback;
	}

	/** scanned is the button of the open scanner, with the code before it that the step wants. */
	scanned(scene) {
		const sheet = byID("scan");
		if (!sheet.open) return null;
		if (byID("scan-scene").value === "") byID("scan-scene").value = scene;
		return sheet.querySelector("[type=submit]");
	}

	onMap(name) {
		if (!byID("map").open) return null;
		const spot = [...document.querySelectorAll(".spot-name")].find((b) => b.textContent === name);
		return spot?.getAttribute("aria-pressed") === "true" ? byID("map-send") : spot;
	}
}
