// The calling screen. It shows what the server tells, and says so when the server
// tells nothing. Wall screens have old browsers: nothing here is younger than 2018.
(function () {
	"use strict";

	var freshFor = 12000; // how long a call stands out
	var silence = 40000; // past it a connection counts as lost: the server speaks every 15 s
	var retryFirst = 1000, retryMost = 5000;

	var body = document.body;
	var source = null, retry = retryFirst, timer = 0;
	var ahead = 0; // the server's clock before ours
	var heard = 0; // when the server last spoke, by our clock
	var told = ""; // the last news, by the server's
	var shown = null; // the board
	var fresh = {}; // window → until when it stands out

	function at(id) { return document.getElementById(id); }
	function now() { return Date.now() + ahead; }
	function two(n) { return (n < 10 ? "0" : "") + n; }

	// clock writes a moment as the time in China, whatever this machine believes.
	function clock(ms, seconds) {
		var d = new Date(ms + 8 * 3600 * 1000);
		return two(d.getUTCHours()) + ":" + two(d.getUTCMinutes()) + (seconds ? ":" + two(d.getUTCSeconds()) : "");
	}

	function write(id, text) {
		var e = at(id);
		if (e.textContent !== text) e.textContent = text;
	}

	function element(tag, className, text) {
		var e = document.createElement(tag);
		e.className = className;
		e.textContent = text;
		return e;
	}

	function fill(parent, children) {
		while (parent.firstChild) parent.removeChild(parent.firstChild);
		children.forEach(function (c) { parent.appendChild(c); });
	}

	// notice finds the calls that are new, lets them stand out and says them.
	function notice(board) {
		var before = {}, said = [];
		if (shown) shown.windows.forEach(function (w) { before[w.n] = w.number + "/" + w.at; });
		board.windows.forEach(function (w) {
			if (!w.number) { delete fresh[w.n]; return; }
			var until = shown ? now() + freshFor : w.at + freshFor;
			if (before[w.n] === w.number + "/" + w.at || until <= now()) return;
			fresh[w.n] = until;
			said.push("请" + w.number + "到" + w.n + "号窗口");
		});
		if (said.length) write("said", said.join("，") + "。");
	}

	function drawWindows(board) {
		var list = at("windows"), n = board.windows.length;
		var columns = n <= 4 ? 1 : n <= 8 ? 2 : 3;
		list.setAttribute("data-columns", columns);
		list.setAttribute("data-rows", Math.ceil(n / columns));
		fill(list, board.windows.map(function (w) {
			var e = element("li", "window" + (fresh[w.n] > now() ? " fresh" : ""), "");
			e.appendChild(element("span", "place", w.n + "号窗口"));
			e.appendChild(w.number ? element("span", "number", w.number) : element("span", "free", "等候叫号"));
			return e;
		}));
		list.hidden = n === 0;
		at("quiet").hidden = n !== 0;
		write("quiet", board.state === "closed" ? board.giving : "窗口还没有开始叫号");
		at("more").hidden = !board.more;
		write("more", "还有" + board.more + "个窗口，请听现场叫号");
	}

	function items(numbers) {
		return numbers.map(function (n) { return element("li", "", n); });
	}

	function drawSide(board) {
		fill(at("next"), items(board.next));
		at("next").className = board.code ? "numbers" : "numbers wide";
		at("next").hidden = board.next.length === 0;
		at("none").hidden = board.next.length !== 0;
		write("none", board.state === "open" ? "没有人在等，来了就能办" : "没有人在等");
		var missed = items(board.missed);
		if (board.others) missed.push(element("li", "others", "等" + (board.missed.length + board.others) + "个"));
		fill(at("missed"), missed);
		at("missed-part").hidden = missed.length === 0;
		at("wait-part").hidden = !board.wait;
		write("wait", board.wait || "");
		at("wait").className = (board.wait || "").length > 11 ? "long" : "";
		at("code-part").hidden = !board.code;
		if (board.code && at("code").getAttribute("src") !== board.code) at("code").src = board.code;
	}

	function drawFoot(board) {
		write("date", board.date);
		write("hours", board.hours);
		write("giving", board.giving);
		at("giving").setAttribute("data-state", board.state);
		write("count", board.last ? "已发到 " + board.last + "，" + board.waiting + "对在等" : "");
	}

	function draw(board) {
		notice(board);
		shown = board;
		drawWindows(board);
		drawSide(board);
		drawFoot(board);
		body.setAttribute("data-ready", "");
	}

	// tick moves the clock, ends what stood out, and notices silence.
	function tick() {
		if (told) write("clock", clock(now()));
		if (shown) {
			var ended = Object.keys(fresh).filter(function (n) { return fresh[n] <= now(); });
			ended.forEach(function (n) { delete fresh[n]; });
			if (ended.length) drawWindows(shown);
		}
		if (heard && Date.now() - heard > silence) lost();
	}

	function spoke() {
		heard = Date.now();
		told = clock(now(), true);
		retry = retryFirst;
		at("offline").hidden = true;
	}

	function lost() {
		if (source) source.close();
		source = null;
		heard = 0;
		write("offline", "连接中断，正在重连" + (told ? "（以下为" + told + "的情况，请以现场叫号为准）" : ""));
		at("offline").hidden = false;
		clearTimeout(timer);
		timer = setTimeout(connect, retry);
		retry = Math.min(retry * 1.5, retryMost);
	}

	function connect() {
		var mine = source = new EventSource(body.getAttribute("data-events"));
		function on(name, handle) {
			mine.addEventListener(name, function (e) { if (mine === source) handle(JSON.parse(e.data)); });
		}
		heard = Date.now(); // a server that takes the connection and says nothing is lost, too
		on("hello", function (release) {
			if (release !== body.getAttribute("data-release")) location.reload();
		});
		on("time", function (ms) {
			ahead = ms - Date.now();
			spoke();
			tick();
		});
		on("board", draw);
		mine.onerror = function () { if (mine === source) lost(); };
	}

	connect();
	setInterval(tick, 500);
})();
