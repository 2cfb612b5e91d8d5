// A bubble of a chat.
import { element, icon } from "./dom.js";

/** bubble draws one. act(deed, fields) is what a tap on it does; look(url) shows a picture. */
export function bubble(b, person, { act, look }) {
	if (b.from === "system") return element("li", { class: "system", "data-id": b.id }, body(b, act, look));
	const mine = b.from === "person";
	const face = mine
		? element("span", { class: "face", "aria-hidden": "true" }, person.slice(0, 1))
		: element("img", { class: "face", src: "/page/icon.svg", alt: "", width: 38, height: 38 });
	const who = element("span", { class: "unseen" }, mine ? `${person}：` : "公众号：");
	return element("li", { class: mine ? "mine" : "theirs", "data-id": b.id }, face, element("div", { class: `bubble ${b.kind}` }, who, body(b, act, look)));
}

function body(b, act, look) {
	switch (b.kind) {
		case "image":
			return picture(b, look);
		case "voice":
			return element("span", { class: "voice" }, icon("wave"), "3″", element("span", { class: "unseen" }, " 语音"));
		case "video":
			return element("span", { class: "video" }, element("span", { class: "disc" }, icon("play")), element("span", { class: "unseen" }, "视频"), element("time", {}, "0:06"));
		case "location":
			return place(b);
		case "template":
		case "subscription":
			return card(b);
		case "link":
			return page(b);
		case "file":
			return element("span", {}, b.title);
	}
	return text(b, act);
}

function text(b, act) {
	const words = element("p", {});
	for (const part of b.parts ?? []) {
		if (part.content) {
			words.append(element("button", { type: "button", class: "link", "data-content": part.content, onclick: () => act("tap", { text: part.content, id: part.id }) }, part.text));
		} else if (part.url) {
			words.append(element("a", { class: "link", href: part.url, target: "_blank", rel: "noopener noreferrer" }, part.text));
		} else {
			words.append(part.text);
		}
	}
	return words;
}

function picture(b, look) {
	const url = `/page/media/${encodeURIComponent(b.media)}`;
	const image = element("img", { src: url, alt: "照片", width: 160, height: 120 });
	image.addEventListener("error", () => image.replaceWith(element("span", { class: "gone" }, "照片已过期")));
	return element("button", { type: "button", class: "picture", "aria-label": "放大照片", onclick: () => look(url) }, image);
}

function place(b) {
	return element("span", { class: "spot-card" },
		element("strong", {}, b.label || "位置"),
		element("small", {}, `${b.lat.toFixed(4)}, ${b.lng.toFixed(4)}`),
		element("span", { class: "spot-map" }, icon("place")));
}

function card(b) {
	const list = element("dl", {});
	for (const f of b.fields ?? []) list.append(element("div", {}, element("dt", {}, f.Label), element("dd", {}, f.Value)));
	return element("div", { class: "notice" },
		element("p", { class: "notice-kind" }, b.kind === "subscription" ? "订阅通知" : "服务通知"),
		element("p", { class: "notice-title" }, b.title), list,
		b.url ? element("p", { class: "notice-more" }, "查看详情") : null);
}

function page(b) {
	const inside = [element("strong", {}, b.title), element("small", {}, (b.parts ?? []).map((p) => p.text).join(""))];
	const safe = /^https?:\/\//.test(b.url ?? "");
	return safe ? element("a", { class: "shared", href: b.url, target: "_blank", rel: "noopener noreferrer" }, ...inside) : element("span", { class: "shared" }, ...inside);
}
