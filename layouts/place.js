/* 「わたしの地域」：選んだ地域を、この機械の中だけでおぼえる。町名の一覧を、打った文字でしぼる。
   どちらも、なくても困らない。何もよそに送らない。 */
(function () {
	'use strict';
	var home = document.querySelector('.brand a');
	if (!home)
		return;
	/* 一つのアドレスの下に、いくつかのサイトがあるかもしれない。 */
	var key = 'keijiban-area ' + home.pathname;

	function remembered() {
		try {
			var area = JSON.parse(localStorage.getItem(key));
			var url = new URL(area.url, location.href);
			if (url.origin === location.origin && url.pathname === area.url && area.name)
				return { url: area.url, name: String(area.name) };
		} catch (error) {
			/* おぼえていないか、記憶を止めた機械。 */
		}
		return null;
	}

	function remember(area) {
		try {
			if (area)
				localStorage.setItem(key, JSON.stringify(area));
			else
				localStorage.removeItem(key);
		} catch (error) {
			return false;
		}
		return true;
	}

	function show(element, shown) {
		if (element)
			element.hidden = !shown;
	}

	function all(selector, within) {
		return Array.prototype.slice.call((within || document).querySelectorAll(selector));
	}

	/* 言うことは、ページに書いてある。ほかのことばのページでは、そのことばで。 */
	function words(element) {
		return element.getAttribute('data-words').split('|');
	}

	/* どのページでも：上の帯。 */
	function fillHeader(area) {
		var line = document.querySelector('.my-area');
		if (!line)
			return;
		show(line, area);
		if (area) {
			line.querySelector('a').href = area.url;
			line.querySelector('a').textContent = area.name;
		}
	}

	/* 地域のページ：おぼえる、わすれる。 */
	function fillArea(area) {
		var box = document.querySelector('.keep');
		if (!box)
			return;
		var here = { url: location.pathname, name: box.getAttribute('data-name') };
		var mine = area && area.url === here.url;
		show(box, true);
		show(box.querySelector('.kept'), mine);
		show(box.querySelector('.unkept'), !mine);
	}

	/* はじめのページ：おぼえた地域が、いちばん上。一覧からなくなった地域は、わすれる。 */
	function fillHome(area) {
		var box = document.querySelector('.my');
		if (!box)
			return area;
		var link = area && all('#map-list a').filter(function (a) {
			return a.pathname === area.url;
		})[0];
		if (area && !link) {
			remember(null);
			area = null;
		}
		show(box, area);
		show(document.querySelector('.mine'), !area);
		if (!area)
			return null;
		var item = link.parentNode;
		all('[data-to]', box).forEach(function (a) {
			a.href = area.url + a.getAttribute('data-to');
		});
		box.querySelector('.name a').textContent = area.name;
		box.querySelector('.name small').textContent = item.getAttribute('data-holds');
		fillContact(box.querySelector('.whom'), item);
		return area;
	}

	function fillContact(line, item) {
		var call = item.getAttribute('data-call'), phone = item.getAttribute('data-phone');
		show(line, item.getAttribute('data-contact'));
		line.querySelector('span').textContent = item.getAttribute('data-contact');
		var number = line.querySelector(call ? 'a' : 'b');
		show(line.querySelector('a'), call);
		show(line.querySelector('b'), !call);
		number.textContent = phone;
		if (call)
			number.href = call;
	}

	/* 相談のページ：おぼえた地域を受け持つ窓口が、先頭に。 */
	function fillWindows(area) {
		all('.serves a').forEach(function (a) {
			var item = a.closest('li'), list = item.parentNode;
			if (!area || a.pathname !== area.url)
				return;
			list.parentNode.open = true;
			if (list.firstElementChild !== item)
				list.insertBefore(item, list.firstElementChild);
		});
	}

	function fill() {
		var area = fillHome(remembered());
		fillHeader(area);
		fillArea(area);
		fillWindows(area);
	}

	document.addEventListener('click', function (event) {
		var button = event.target.closest('[data-remember], [data-forget]');
		if (!button)
			return;
		var box = button.closest('.keep');
		if (button.hasAttribute('data-forget'))
			forgetPages();
		var kept = remember(button.hasAttribute('data-forget') ? null
		                    : { url: location.pathname, name: box.getAttribute('data-name') });
		fill();
		var told = document.getElementById('told');
		told.classList.toggle('failed', !kept);
		told.textContent = words(told)[!kept ? 2 : button.hasAttribute('data-forget') ? 1 : 0];
		/* 押したボタンが消えたら、代わりのところへ。 */
		var next = box ? all('button', box).filter(function (b) {
			return !b.closest('[hidden]');
		})[0] : document.querySelector('.mine');
		if (next)
			next.focus();
	});

	/* 町名、よみ、郵便番号。全角と半角、かたかなとひらがな、間の記号は、どう打ってもよい。 */
	function fold(text) {
		return text.normalize('NFKC').toLowerCase().replace(/[\u30a1-\u30f6]/g, function (c) {
			return String.fromCharCode(c.charCodeAt(0) - 0x60);
		}).replace(/[\s〒、,.]/g, '').replace(/[‐‑–—―−]|ー(?=\d)/g, '-');
	}

	/* 西原町4丁目、西原町四丁目2番、西原町4-2: 町名と丁目に分ける。数字だけなら郵便番号。 */
	function parse(text) {
		var asked = fold(text), digits = asked.replace(/-/g, '');
		var parts = asked.match(/^(\D+?)(?:(\d+)(?:丁目?|-.*|番.*)?|([一二三四五六七八九])丁目?)(?:\D.*)?$/);
		if (/^\d+$/.test(digits) || !parts)
			return { town: digits, chome: '' };
		return { town: parts[1].replace(/-/g, ''), chome: parts[2] || '一二三四五六七八九'.indexOf(parts[3]) + 1 };
	}

	/* 住所の頭（都・市）まで打つ人もいる。 */
	function matches(item, asked) {
		return item.getAttribute('data-find').split(' ').some(function (word) {
			word = fold(word).replace(/-/g, '');
			return word.indexOf(asked) >= 0 || (asked.length > word.length && asked.slice(-word.length) === word);
		});
	}

	function narrow(list, text) {
		var asked = parse(text), found = 0;
		all('[data-find]', list).forEach(function (item) {
			var link = item.querySelector('a'), fits = !asked.town || matches(item, asked.town);
			show(item, fits);
			found += fits;
			link.hash = link.hash.replace(/-c.*$/, '') + (asked.chome && fits ? '-c' + asked.chome : '');
		});
		return { found: found, asked: asked.town };
	}

	function seek(box) {
		var input = box.querySelector('input'), told = box.querySelector('[role=status]');
		var list = document.getElementById(box.getAttribute('data-list'));
		show(box, true);
		input.addEventListener('input', function () {
			var result = narrow(list, input.value);
			told.textContent = !result.asked ? '' : result.found ? words(told)[0].replace('%n', result.found)
				: words(told)[1];
		});
		input.addEventListener('keydown', function (event) {
			var first = event.key === 'Enter' && !event.isComposing &&
				list.querySelector('[data-find]:not([hidden]) a');
			if (first && input.value)
				first.click();
		});
	}

	/* ない丁目を打ったときは、町のところへ。たたんだ中なら、開く。 */
	function arrive() {
		var at = document.getElementById(location.hash.slice(1)), fold = at && at.closest('details');
		if (!at && /-c\d+$/.test(location.hash))
			location.replace(location.hash.replace(/-c\d+$/, ''));
		if (fold && !fold.open) {
			fold.open = true;
			at.scrollIntoView();
		}
	}

	/* 地域のページは、つながらないときにも読めるように、この機械がとっておく（sw.js）。 */
	function keepForLater() {
		var note = document.getElementById('offline'), workers = navigator.serviceWorker;
		if (!note || !workers || document.querySelector('script[src*="/_keijiban/"]'))
			return;
		var first = !workers.controller;
		workers.register(note.getAttribute('data-worker')).then(function () {
			return workers.ready;
		}).then(function (registration) {
			if (first)
				registration.active.postMessage('keep');
		}).catch(function () {
			/* とっておけない機械。ページはそのまま読める。 */
		});
	}

	function forgetPages() {
		if (window.caches)
			caches.keys().then(function (names) {
				names.filter(function (name) { return name.indexOf('keijiban-kept ' + home.pathname + ' ') === 0; })
					.forEach(function (name) { caches.delete(name); });
			}).catch(function () {});
	}

	all('.seek').forEach(seek);
	window.addEventListener('load', keepForLater);
	arrive();
	fill();
	/* ほかの窓でおぼえたり、もどるボタンで来たりしたとき。 */
	window.addEventListener('storage', fill);
	window.addEventListener('pageshow', fill);
	window.addEventListener('hashchange', arrive);
}());
