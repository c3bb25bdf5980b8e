/* つながらないときに、前に見た地域のページを、見た日を添えて出す。つながるときは、いつも新しいものを出す。
   とっておくのは、#offline のあるページ（parts/offline.mustache）だけ。30日たったもの、なくなったページは捨てる。 */
(function () {
	'use strict';
	var scope = new URL(self.registration.scope);
	/* 一つのアドレスの下に、いくつかのサイトがあるかもしれない。前の版の名前で始まるものは、新しい版が消す。 */
	var OURS = 'keijiban-kept ' + scope.pathname + ' ', STORE = OURS + '1';
	var MARK = /<p id="offline"([^>]*?) hidden/, DAY = 864e5, MOST_DAYS = 30, MOST_PAGES = 20;
	var POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

	function isOurs(url) {
		return url.origin === scope.origin && url.pathname.indexOf(scope.pathname) === 0;
	}

	function isAsset(url) {
		return /^\?v=/.test(url.search);
	}

	/* What stands after ? and # is for the scripts of a page. */
	function addressOf(url) {
		return url.origin + url.pathname;
	}

	function number(answer, name) {
		return Number(answer.headers.get(name));
	}

	/* A clock that was set back makes nothing young. */
	function isFresh(answer) {
		var age = Date.now() - number(answer, 'x-kept');
		return age >= 0 && age < MOST_DAYS * DAY;
	}

	/* ---- keeping ---- */

	function assetsOf(text, address) {
		return (text.match(/(?:href|src)="[^"#]+\?v=[0-9a-f]+/g) || []).map(function (found) {
			return new URL(found.slice(found.indexOf('"') + 1), address).href;
		});
	}

	function keepAssets(store, urls) {
		return Promise.all(urls.map(function (url) {
			return store.match(url).then(function (kept) {
				return kept || fetch(url).then(function (answer) { return answer.ok && store.put(url, answer); });
			});
		}));
	}

	/* The day it was seen is the server's, where it tells it; how old it is, is told by this device. */
	function withDates(answer, text) {
		var headers = new Headers(answer.headers);
		headers.delete('content-encoding');
		headers.delete('content-length');
		headers.set('x-seen', String(Date.parse(answer.headers.get('date')) || Date.now()));
		headers.set('x-kept', String(Date.now()));
		return new Response(text, { headers: headers });
	}

	/* [{ request, answer }] of the pages, the last seen first. */
	function pagesIn(store) {
		return store.keys().then(function (requests) {
			return Promise.all(requests.filter(function (request) { return !isAsset(new URL(request.url)); })
				.map(function (request) {
					return store.match(request).then(function (answer) { return { request: request, answer: answer }; });
				}));
		}).then(function (pages) {
			return pages.sort(function (a, b) { return number(b.answer, 'x-kept') - number(a.answer, 'x-kept'); });
		});
	}

	/* What is old, more than enough, or needed by no page that is kept. */
	function prune(store) {
		return pagesIn(store).then(function (pages) {
			var kept = pages.filter(function (page, i) { return i < MOST_PAGES && isFresh(page.answer); });
			return Promise.all(kept.map(function (page) {
				return page.answer.text().then(function (text) { return assetsOf(text, page.request.url).concat(page.request.url); });
			}));
		}).then(function (lists) {
			var needed = [].concat.apply([], lists);
			return store.keys().then(function (requests) {
				return Promise.all(requests.map(function (request) {
					return needed.indexOf(request.url) < 0 && store.delete(request);
				}));
			});
		});
	}

	/* An answer that is no page (a server in trouble) changes nothing; a page that is gone is forgotten. */
	function keep(address, answer) {
		var gone = answer.status === 404 || answer.status === 410;
		if (answer.type !== 'basic' || !(answer.ok || gone)) return Promise.resolve();
		return Promise.all([caches.open(STORE), answer.text()]).then(function (both) {
			var store = both[0], text = both[1];
			if (gone || !MARK.test(text)) return store.delete(address);
			return keepAssets(store, assetsOf(text, address))
				.then(function () { return store.put(address, withDates(answer, text)); })
				.then(function () { return prune(store); });
		});
	}

	/* ---- without a connection ---- */

	/* Days are Tokyo's. */
	function dayOf(answer) {
		var day = new Date(number(answer, 'x-seen') + 9 * 36e5);
		return { y: day.getUTCFullYear(), m: day.getUTCMonth() + 1, d: day.getUTCDate() };
	}

	function withNote(answer) {
		return answer.text().then(function (text) {
			var from = text.search(MARK), until = text.indexOf('</p>', from), day = dayOf(answer);
			var note = text.slice(from, until).replace(MARK, '<p id="offline"$1 role="status"')
				.replace(/%([ymd])/g, function (_, part) { return day[part]; });
			return new Response(text.slice(0, from) + note + text.slice(until), { headers: answer.headers });
		});
	}

	/* Titles are text of our own pages, escaped already. */
	function listOf(pages) {
		return Promise.all(pages.filter(function (page) { return isFresh(page.answer); }).map(function (page) {
			return page.answer.text().then(function (text) {
				var day = dayOf(page.answer), title = (text.match(/<title>([^<]*)/) || [])[1] || page.request.url;
				return '<li><a href="' + new URL(page.request.url).pathname + '">' + title + '</a> ' + day.m + '月' + day.d + '日に見たもの</li>';
			});
		}));
	}

	function styleIn(store) {
		return store.keys().then(function (requests) {
			var style = requests.filter(function (request) { return /\/style\.css\?/.test(request.url); })[0];
			return style ? '<link rel="stylesheet" href="' + style.url + '">' : '';
		});
	}

	function nothing(store) {
		return Promise.all([pagesIn(store).then(listOf), styleIn(store)]).then(function (both) {
			var items = both[0], list = items.length ? '<p>前に見たページは、ここから読めます。</p><ul class="plain">' + items.join('') + '</ul>' : '';
			return new Response('<!DOCTYPE html><html lang="ja"><meta charset="utf-8">' +
				'<meta name="viewport" content="width=device-width, initial-scale=1"><title>通信できません</title>' + both[1] +
				'<main class="wide page"><div><h1>通信できません</h1><p>つながるところで、もう一度開いてください。</p>' +
				'<p lang="en">You are offline. Please try again where there is a connection.</p>' + list + '</div></main></html>',
			{ status: 503, headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY } });
		});
	}

	function offline(address) {
		return caches.open(STORE).then(function (store) {
			return store.match(address).then(function (answer) {
				return answer && isFresh(answer) ? withNote(answer) : nothing(store);
			});
		});
	}

	function keptAsset(url) {
		return caches.open(STORE).then(function (store) { return store.match(url); })
			.then(function (answer) { return answer || Response.error(); });
	}

	/* ---- events ---- */

	function navigate(event, address) {
		return Promise.resolve(event.preloadResponse).then(function (early) { return early || fetch(event.request); })
			.then(function (answer) {
				event.waitUntil(keep(address, answer.clone()));
				return answer;
			}, function () { return offline(address); });
	}

	self.addEventListener('fetch', function (event) {
		var url = new URL(event.request.url);
		if (event.request.method !== 'GET' || !isOurs(url)) return;
		if (event.request.mode === 'navigate') event.respondWith(navigate(event, addressOf(url)));
		else if (isAsset(url)) event.respondWith(fetch(event.request).catch(function () { return keptAsset(url.href); }));
	});

	self.addEventListener('install', function () { self.skipWaiting(); });

	self.addEventListener('activate', function (event) {
		var preload = self.registration.navigationPreload;
		event.waitUntil(Promise.all([
			caches.keys().then(function (names) {
				return Promise.all(names.filter(function (name) { return name.indexOf(OURS) === 0 && name !== STORE; })
					.map(function (name) { return caches.delete(name); }));
			}),
			caches.open(STORE).then(prune),
			preload && preload.enable(),
			self.clients.claim()
		]));
	});

	/* The page that brought this worker here was loaded without it. */
	self.addEventListener('message', function (event) {
		var url = event.source && new URL(event.source.url);
		if (event.data !== 'keep' || !url || !isOurs(url)) return;
		event.waitUntil(fetch(addressOf(url)).then(function (answer) { return keep(addressOf(url), answer); }));
	});
}());
