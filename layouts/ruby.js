/*
 * ふりがなを出したり消したりする。選んだことは、この機械の中だけでおぼえる。
 *
 * ふだんのページに、ふりがなは入っていない。はじめて「ふりがな」を押したときに読みの表
 * （readings.json）を取りに行き、見出し・項目・本文の漢字につける。読み方のきまりは
 * gen/site/readings.h と同じで、tests/readings.tsv が両方をためす。
 */
(function () {
	'use strict';
	var root = document.documentElement;
	var button = document.getElementById('furigana');
	var ZONES = 'h1, h2, h3, h4, dt, dd, .lead, .body';
	var MUTE = 'ruby, svg, button, select, textarea, pre, code, [lang]:not([lang|="ja"])';
	if (!button || !window.fetch || !window.Map || !String.prototype.codePointAt)
		return;
	/* ほかの言語のページと、読みの表がなく、ふりがなもないページでは、ボタンを出さない。 */
	if (root.lang.slice(0, 2) !== 'ja' || !(button.hasAttribute('data-readings') || document.querySelector('ruby')))
		return;

	function isKanji(point) {
		return (point >= 0x4e00 && point <= 0x9fff) || (point >= 0x3400 && point <= 0x4dbf) ||
			(point >= 0xf900 && point <= 0xfaff) || (point >= 0x20000 && point <= 0x3ffff) ||
			point === 0x3005 || point === 0x3007;
	}

	function isDigit(c) {
		return c >= '0' && c <= '9';
	}

	function kanjiEnd(text, at) {
		while (at < text.length && isKanji(text.codePointAt(at)))
			at += text.codePointAt(at) > 0xffff ? 2 : 1;
		return at;
	}

	/* 表の一行は [数の後か, もじ, よみ, もじ, よみ…]。よみのないもじは、よみが空。 */
	function indexOf(rows) {
		var words = new Map();
		rows.forEach(function (row) {
			var text = '';
			for (var i = 1; i < row.length; i += 2)
				text += row[i];
			var first = text.codePointAt(0), last = Array.from(text).pop().codePointAt(0);
			if (!words.has(first))
				words.set(first, []);
			words.get(first).push({ text: text, pieces: row.slice(1), behind: row[0] === 1, ends: isKanji(last) });
		});
		return words;
	}

	function wordAt(words, text, at, behind) {
		var list = words.get(text.codePointAt(at)) || [];
		for (var i = 0; i < list.length; i++) {
			var word = list[i], end = at + word.text.length;
			var whole = !isDigit(text[at]) || !isDigit(word.text[word.text.length - 1]) || !isDigit(text[end] || '');
			if ((!word.behind || behind) && whole && text.startsWith(word.text, at))
				return word;
		}
		return null;
	}

	/* 続いた漢字は、ぜんぶ読めるときだけ読む。半分の読みは、まちがった読みかもしれない。 */
	function readOnce(words, text, from, behind) {
		var pieces = [], at = from, end = isDigit(text[from]) ? from + 1 : kanjiEnd(text, from);
		while (at < end) {
			var word = wordAt(words, text, at, at === from && behind);
			if (!word)
				return null;
			pieces = pieces.concat(word.pieces);
			at += word.text.length;
			if (at > end && word.ends)
				end = kanjiEnd(text, at);
		}
		return { pieces: pieces, end: at };
	}

	/* 数の後の「日」は「にち」。第5日曜日では、そうではない。 */
	function readRun(words, text, from, behind) {
		return readOnce(words, text, from, behind) || (behind ? readOnce(words, text, from, false) : null);
	}

	/* [もじ, よみ, もじ, よみ…]、読めるところがなければ null。 */
	function read(words, text) {
		var pieces = [], plain = 0, found = false;
		for (var at = 0; at < text.length;) {
			var behind = at > 0 && isDigit(text[at - 1]);
			var starts = isKanji(text.codePointAt(at)) ||
				(isDigit(text[at]) && !behind && wordAt(words, text, at, false));
			if (!starts) {
				at++;
				continue;
			}
			var run = readRun(words, text, at, behind && !isDigit(text[at]));
			/* 「5日」ということばがあっても、同じ。 */
			var number = at;
			while (!run && isDigit(text[number] || ''))
				number++;
			if (number > at) {
				run = readRun(words, text, number, true);
				if (run)
					run.pieces.unshift(text.slice(at, number), '');
			}
			if (run) {
				pieces = pieces.concat([text.slice(plain, at), ''], run.pieces);
				plain = at = run.end;
				found = true;
			} else {
				while (isDigit(text[at] || ''))
					at++;
				at = kanjiEnd(text, at);
			}
		}
		return found ? pieces.concat([text.slice(plain), '']) : null;
	}

	/* かなの続きが、名前の中のかなと同じか（カタカナは、ひらがなと同じと見る）。 */
	function goesOn(kana, at, own) {
		function hiragana(c) {
			var point = c ? c.codePointAt(0) : 0;
			return point >= 0x30a1 && point <= 0x30f6 ? point - 0x60 : point;
		}
		return own.every(function (c, i) {
			return hiragana(c) === hiragana(kana[at + i]);
		});
	}

	function isRead(c) {
		return isDigit(c) || isKanji(c.codePointAt(0));
	}

	function sortEnd(name, from) {
		var end = from;
		while (end < name.length && isRead(name[end]) === isRead(name[from]))
			end++;
		return end;
	}

	/* 名前に、その名前だけのかなを重ねる。合わなければ、ぜんぶで一つ。 */
	function align(text, reading) {
		var name = Array.from(text), kana = Array.from(reading), pieces = [], at = 0;
		for (var from = 0, end; from < name.length; from = end) {
			end = sortEnd(name, from);
			var piece = name.slice(from, end), rest = end;
			if (isRead(piece[0])) {
				rest = end < name.length ? sortEnd(name, end) : end;
				var own = name.slice(end, rest), next = own.length ? at + 1 : kana.length;
				while (own.length && next <= kana.length &&
					!(goesOn(kana, next, own) && (rest < name.length || next + own.length === kana.length)))
					next++;
				if (next > kana.length || next === at)
					return [text, reading];
				pieces.push(piece.join(''), kana.slice(at, next).join(''));
				at = next;
			} else {
				if (!goesOn(kana, at, piece))
					return [text, reading];
				pieces.push(piece.join(''), '');
				at += piece.length;
			}
		}
		return at === kana.length ? pieces : [text, reading];
	}

	function ruby(base, kana) {
		var element = document.createElement('ruby'), rt = document.createElement('rt');
		element.className = 'r';
		element.textContent = base;
		rt.textContent = kana;
		element.appendChild(rt);
		return element;
	}

	function replace(node, pieces) {
		var all = document.createDocumentFragment();
		for (var i = 0; i < pieces.length; i += 2) {
			if (pieces[i])
				all.appendChild(pieces[i + 1] ? ruby(pieces[i], pieces[i + 1]) : document.createTextNode(pieces[i]));
		}
		node.parentNode.replaceChild(all, node);
	}

	function hasKanji(text) {
		return Array.from(text).some(function (c) {
			return isKanji(c.codePointAt(0));
		});
	}

	/* 記録の名前には、その記録だけのかながある。かなと名前が合わないときは、ことばごとに読めるか見る。 */
	function nameOf(words, node) {
		var holder = node.parentNode, name = node.data.trim();
		var kana = holder.firstChild === node ? holder.getAttribute('data-kana') : '';
		if (!kana || !hasKanji(name))
			return null;
		var pieces = align(name, kana);
		var other = pieces.length === 2 && Array.from(name).some(function (c) { return !hasKanji(c); }) ? read(words, name) : null;
		return other && other.every(function (piece, i) { return i % 2 || other[i + 1] || !hasKanji(piece); }) ? other : pieces;
	}

	function readPage(words) {
		var nodes = [];
		document.querySelectorAll('main, #ask').forEach(function (part) {
			/* 記録の名前は、ひと続きに読む。 */
			part.querySelectorAll('[data-kana] .whole').forEach(function (name) {
				var holder = name.parentNode;
				holder.replaceChild(name.firstChild, name);
				holder.normalize();
			});
			var walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
			while (walker.nextNode())
				if (walker.currentNode.parentNode.closest(ZONES) && !walker.currentNode.parentNode.closest(MUTE))
					nodes.push(walker.currentNode);
		});
		nodes.forEach(function (node) {
			var pieces = nameOf(words, node) || read(words, node.data);
			if (pieces)
				replace(node, pieces);
		});
	}

	var asked = null;
	function withReadings() {
		var url = button.getAttribute('data-readings');
		if (!asked)
			asked = !url ? Promise.resolve() : fetch(url).then(function (answer) {
				return answer.json();
			}).then(function (rows) {
				readPage(indexOf(rows));
			});
		return asked;
	}

	function remembered() {
		try {
			return localStorage.getItem('furigana');
		} catch (error) {
			return null;
		}
	}

	function remember(choice) {
		try {
			localStorage.setItem('furigana', choice);
		} catch (error) {
			/* 記憶を止めた機械では、このページの間だけ。 */
		}
	}

	/* やさしい日本語のページは、はじめから出ている。 */
	var choice = remembered();
	var shown = choice ? choice === 'on' : root.classList.contains('easy');

	function show() {
		root.classList.toggle('ruby-on', shown);
		root.classList.toggle('ruby-off', !shown && choice === 'off');
		button.setAttribute('aria-pressed', shown ? 'true' : 'false');
		if (shown)
			withReadings().catch(function () {
				asked = null;
			});
	}

	button.addEventListener('click', function () {
		shown = !shown;
		choice = shown ? 'on' : 'off';
		remember(choice);
		show();
	});
	show();
	button.hidden = false;
}());
