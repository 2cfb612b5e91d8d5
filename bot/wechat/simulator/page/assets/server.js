// The way to the server: acts go out as forms, everything else comes in as events.

/** post asks for an act. It returns an empty string, or one sentence that says what was wrong. */
export async function post(path, fields = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	try {
		const answer = await fetch(`/page/${path}`, { method: "POST", body: form });
		return answer.ok ? "" : (await answer.text()).trim();
	} catch {
		return "演示程序没有应答，请看看它是不是还在运行。";
	}
}

const retryAfter = 1500;

/**
 * listen opens the stream of events and keeps it open: a browser resumes by the last event's ID, and where it
 * gave up (the server answered something else for a while) a new stream is opened.
 */
export function listen(handlers, connected) {
	const source = new EventSource("/page/stream");
	for (const [name, handle] of Object.entries(handlers)) {
		source.addEventListener(name, (e) => handle(JSON.parse(e.data)));
	}
	source.addEventListener("open", () => connected(true));
	source.addEventListener("error", () => {
		connected(false);
		if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(handlers, connected), retryAfter);
	});
}
