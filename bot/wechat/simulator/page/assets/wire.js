// The wire: every try of every callback, and every call of the API.
import { byID, element, second } from "./dom.js";

/** most is how many entries are kept on the page. */
const most = 400;

const names = {
	text: "文字", image: "图片", voice: "语音", video: "视频", location: "位置", link: "链接", file: "文件",
	subscribe: "关注", unsubscribe: "取消关注", SCAN: "扫码", CLICK: "点菜单", VIEW: "打开网页",
	TEMPLATESENDJOBFINISH: "模板消息送达", subscribe_msg_popup_event: "订阅授权", subscribe_msg_sent_event: "订阅通知送达",
};

export class Wire {
	constructor() {
		this.list = byID("wire-list");
		this.who = byID("wire-who");
		this.wrong = byID("wire-wrong");
		this.seen = new Set();
		this.open = new Map(); // callbacks by what was pushed, so that tries stand together
		this.names = new Map(); // people by OpenID
		this.who.addEventListener("change", () => this.filter());
		this.wrong.addEventListener("change", () => this.filter());
	}

	/** people offers everybody for the filter. */
	people(all) {
		for (const p of all) {
			if (this.names.has(p.openid)) continue;
			this.names.set(p.openid, p.name);
			this.who.append(element("option", { value: p.name }, p.name));
		}
	}

	clear() {
		this.list.replaceChildren();
		this.seen.clear();
		this.open.clear();
	}

	callback(c) {
		if (this.seen.has(c.seq)) return;
		this.seen.add(c.seq);
		let entry = this.open.get(c.xml);
		if (!entry) {
			entry = this.entry(c.phone, "回调", kindOf(c.xml), c.at);
			entry.inside.append(part("推送（已解密）", pretty(c.xml)));
			this.open.set(c.xml, entry);
			this.append(entry.root);
		}
		entry.tries++;
		const said = c.fault ? c.fault : c.reply && c.reply !== "success" ? `回复 ${new Blob([c.reply]).size} 字节` : "success";
		const line = element("li", { class: c.fault ? "bad" : "good" }, `第 ${c.try} 次`, element("span", {}, `${c.ms.toFixed(0)} ms`), element("span", {}, c.status ? `HTTP ${c.status}` : "无应答"), element("span", {}, said));
		entry.results.append(line);
		entry.verdict.textContent = `${entry.tries > 1 ? `${entry.tries} 次 · ` : ""}${c.ms.toFixed(0)} ms`;
		if (c.fault) entry.root.classList.add("bad");
		if (c.reply && c.reply !== "success") entry.inside.append(part(`第 ${c.try} 次的回复（已解密）`, pretty(c.reply)));
		this.filter(entry.root);
	}

	call(c) {
		if (this.seen.has(c.seq)) return;
		this.seen.add(c.seq);
		const entry = this.entry(this.recipient(c.body), "接口", c.path.replace("/cgi-bin/", ""), c.at);
		const bad = c.errcode !== 0 || c.status !== 200;
		const code = c.status === 0 ? "连接中断" : c.status !== 200 ? `HTTP ${c.status}` : `errcode ${c.errcode}`;
		entry.verdict.textContent = `${code} · ${c.ms.toFixed(0)} ms`;
		entry.results.append(element("li", { class: bad ? "bad" : "good" }, c.method, element("span", {}, code), element("span", {}, c.errmsg ?? "")));
		entry.inside.append(c.body ? part("请求", pretty(c.body)) : element("p", { class: "note" }, "请求里有密钥或文件，不显示。"));
		entry.root.classList.add("call");
		if (bad) entry.root.classList.add("bad");
		this.append(entry.root);
		this.filter(entry.root);
	}

	recipient(body) {
		try {
			return this.names.get(JSON.parse(body).touser) ?? "";
		} catch {
			return "";
		}
	}

	entry(who, kind, what, at) {
		const verdict = element("span", { class: "verdict" });
		const results = element("ul", { class: "tries" });
		const inside = element("div", { class: "inside" }, results);
		const root = element("li", { "data-who": who },
			element("details", {}, element("summary", {}, element("time", { datetime: at }, second(new Date(at))), element("span", { class: "kind" }, kind), element("span", { class: "what" }, who ? `${who} · ${what}` : what), verdict), inside));
		return { root, verdict, results, inside, tries: 0 };
	}

	append(root) {
		const atEnd = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 60;
		this.list.append(root);
		while (this.list.children.length > most) this.list.firstElementChild.remove();
		if (atEnd) this.toEnd();
	}

	toEnd() {
		this.list.scrollTop = this.list.scrollHeight;
	}

	/** filter hides what was not asked for. */
	filter(one) {
		for (const root of one ? [one] : this.list.children) {
			root.hidden = (this.who.value !== "" && root.dataset.who !== this.who.value) || (this.wrong.checked && !root.classList.contains("bad"));
		}
	}
}

function part(title, text) {
	return element("div", {}, element("p", { class: "what" }, title), element("pre", { tabindex: "0" }, text));
}

function kindOf(xml) {
	const type = /<MsgType><!\[CDATA\[(\w+)/.exec(xml)?.[1] ?? "";
	const event = /<Event><!\[CDATA\[(\w+)/.exec(xml)?.[1];
	if (type === "text" && xml.includes("<bizmsgmenuid>")) return "点蓝字";
	return names[event ?? type] ?? event ?? type;
}

/** pretty puts XML elements and JSON members on lines of their own. */
function pretty(text) {
	if (text.startsWith("{")) {
		try {
			return JSON.stringify(JSON.parse(text), null, 2);
		} catch {
			return text;
		}
	}
	return text.replace(/^<xml>/, "<xml>\n").replace(/(<\/\w+>)(?=<)/g, "$1\n").replace(/<\/xml>$/, "</xml>");
}
