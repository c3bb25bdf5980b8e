// The search page: finds records in search/data.json and search/text-N.json, which are read when they are first needed.
// fold() and gen/site/fold.c are one specification; tests/search-vectors.tsv is read by the tests of both.
(function () {
  'use strict';

  // What is no letter and no digit, as it is after NFKC.
  var gone = /[\0-\/:-@\[-`{-\xbf\xd7\xf7\u0300-\u036f\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u302a-\u3030\u303d-\u303f\u3099-\u309c\u30a0\u30fb\u30fc\ue000-\uf8ff\ufe00-\ufe6f\uff00-\uff65\uffe0-\uffff]|\ud83c[\udc00-\udfff]|\ud83d[\udc00-\udfff]|\ud83e[\udc00-\udeff]|[\udb40-\udbff][\udc00-\udfff]/g;

  function fold(text) {
    return text.normalize('NFKC').replace(gone, '')
      .replace(/[A-Z\xc0-\xde]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) + 32); })
      .replace(/[\u30a1-\u30f6\u30fd\u30fe]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 96); });
  }

  var WORDS = 6, VARIANTS = 12, SHOWN = 20, AUTO_FILES = 4;
  var NAME = 0, SUMMARY = 1, FACTS = 2, BODY = 3, NOWHERE = 9;

  // 子供食堂 is also こども食堂: every word in it that stands for others is written as these, too.
  function variants(word, same) {
    var all = [word];
    same.forEach(function (group) {
      group.forEach(function (from) {
        all.slice().forEach(function (written) {
          if (written.indexOf(from) < 0) return;
          group.forEach(function (to) {
            var other = written.replace(from, to);
            if (all.length < VARIANTS && all.indexOf(other) < 0 && to.indexOf(from) < 0) all.push(other);
          });
        });
      });
    });
    return all;
  }

  function wordsOf(query, same) {
    return query.split(/[\s\u3000]+/).map(fold).filter(Boolean).slice(0, WORDS)
      .map(function (word) { return variants(word, same); });
  }

  function flat(lists) {
    return [].concat.apply([], lists);
  }

  function has(text, word) {
    return word.some(function (one) { return text.indexOf(one) >= 0; });
  }

  // data.json as rows that can be searched: see gen/render/search.h.
  function unpack(data, records) {
    function labels(list, numbers) {
      return numbers.map(function (n) { return list[n][1]; }).join(' ');
    }
    return records.map(function (r) {
      return {
        id: r[0], name: r[1], kana: fold(r[2]), summary: r[3], kind: r[4], areas: r[5], ages: r[6], purposes: r[7],
        state: r[10], marks: r[11], english: r[13] || '', title: fold(r[1]), line: fold(r[3]),
        facts: [r[12], fold(data.kinds[r[4]][1]), data.areas[r[5][0]][3],
          labels(data.purposes, r[7]), labels(data.troubles, r[8]), labels(data.access, r[9])].join(' '),
        body: ''
      };
    });
  }

  function placeOf(row, word) {
    if (has(row.title, word) || has(row.kana, word)) return NAME;
    if (has(row.line, word)) return SUMMARY;
    if (has(row.facts, word)) return FACTS;
    return has(row.body, word) ? BODY : NOWHERE;
  }

  // Whoever lives in an area is served by what is inside it and by what is for the areas around it.
  function serves(data, row, path) {
    return row.areas.some(function (n) {
      var own = data.areas[n][0];
      return own === '' || own === path || own.indexOf(path + '/') === 0 || path.indexOf(own + '/') === 0;
    });
  }

  // It names the term, or (ages) nobody in particular.
  function passes(data, row, asked) {
    return (!asked.area || serves(data, row, asked.area)) &&
      (asked.age < 0 || !row.ages.length || row.ages.indexOf(asked.age) >= 0) &&
      (asked.purpose < 0 || row.purposes.indexOf(asked.purpose) >= 0);
  }

  // The rows that have every word, by the worst place one of them was found at, then by kana.
  function find(data, asked) {
    var places = [[], [], [], []];
    data.rows.forEach(function (row) {
      if (!passes(data, row, asked)) return;
      var worst = asked.words.reduce(function (place, word) { return Math.max(place, placeOf(row, word)); }, NAME);
      if (worst !== NOWHERE) places[worst].push(row);
    });
    return flat(places.map(function (rows) {
      return rows.sort(function (a, b) { return a.kana < b.kana || (a.kana === b.kana && a.id < b.id) ? -1 : 1; });
    }));
  }

  if (typeof module !== 'undefined') {
    module.exports = { fold: fold, variants: variants, wordsOf: wordsOf, unpack: unpack, find: find };
    return;
  }

  var form = document.getElementById('search');
  if (!form || !window.fetch || !window.URLSearchParams || !''.normalize) return;
  var home = form.getAttribute('data-home'), url = form.getAttribute('data-url');
  var found = document.getElementById('found'), results = document.getElementById('results');
  var loading = null, data = null, textsRead = false, shown = SHOWN, timer = 0, turn = 0, files = {};
  var fields = ['q', 'area', 'age', 'purpose'];
  // What is said stands in the page, in its language.
  var words = form.getAttribute('data-words').split('|');
  var SAMPLE = 0, STALE = 1, ANY_AREA = 2, ANY_AGE = 3, ANY_PURPOSE = 4, LESS = 5, COUNT = 6, OTHERS = 7, FIRST = 8, ASK = 9;
  var MORE = 10, DEEPER = 11, LOADING = 12, FOUND = 13, NOTHING = 14, FAILED = 15, JAPANESE = 16;
  var html = document.documentElement, foreign = html.lang !== 'ja' || html.classList.contains('easy');

  function read(address) {
    return fetch(address, { cache: 'no-cache', credentials: 'same-origin' }).then(function (answer) {
      if (!answer.ok) throw new Error(address);
      return answer.json();
    });
  }

  // A file beside data.json, once.
  function readOnce(name) {
    if (!files[name]) {
      files[name] = read(url.replace(/data\.json$/, name + '.json'));
      files[name].catch(function () { delete files[name]; });
    }
    return files[name];
  }

  function numbers(count) {
    return Array.from({ length: count }, function (_, i) { return i; });
  }

  function both(lists) {
    return lists.reduce(function (a, b) { return a.filter(function (n) { return b.indexOf(n) >= 0; }); });
  }

  // In a large city: the parts that may hold a word, by its pairs of characters.
  function partsWith(word) {
    var points = Array.from(word), pairs = points.length < 2 ? [word] : points.slice(1).map(function (p, i) { return points[i] + p; });
    return Promise.all(pairs.map(function (pair) {
      return readOnce('pairs-' + pair.codePointAt(0) % data.pairs).then(function (all) {
        return flat(Object.keys(all).filter(function (key) {
          return points.length > 1 ? key === pair : key.indexOf(pair) === 0;
        }).map(function (key) { return all[key]; }));
      });
    })).then(both);
  }

  // A word of the city itself (an area, a purpose …) is in no part.
  function partsCalled(word) {
    var lists = [data.purposes, data.troubles, data.access];
    var all = lists.some(function (list) { return list.some(function (one) { return one[1].indexOf(word) >= 0; }); }) ||
      data.kinds.some(function (kind) { return fold(kind[1]).indexOf(word) >= 0; });
    return numbers(data.parts.length).filter(function (n) {
      return all || data.parts[n].some(function (area) { return data.areas[area][3].indexOf(word) >= 0; });
    });
  }

  function partsOf(word) {
    return Promise.all(word.map(partsWith)).then(function (lists) {
      return flat(lists.concat(word.map(partsCalled)));
    });
  }

  function readParts(wanted) {
    return Promise.all(wanted.map(function (n) {
      return readOnce('part-' + n).then(function (part) {
        if (!part.read) data.rows = data.rows.concat(unpack(data, part.records));
        part.read = true;
      });
    }));
  }

  // Everything that is needed to answer.
  function ready(now) {
    if (!data.parts) return Promise.resolve();
    return Promise.all(now.words.map(partsOf)).then(function (lists) {
      return readParts(both([numbers(data.parts.length).filter(function (n) {
        return !now.area || serves(data, { areas: data.parts[n] }, now.area);
      })].concat(lists)));
    });
  }

  function readTexts() {
    return Promise.all([Promise.all(numbers(data.texts).map(function (n) { return readOnce('text-' + n); })),
      data.parts ? readParts(numbers(data.parts.length)) : null]).then(function (read) {
      var all = read[0];
      data.rows.forEach(function (row) {
        all.forEach(function (texts) {
          if (Object.prototype.hasOwnProperty.call(texts, row.id)) row.body = texts[row.id];
        });
      });
      textsRead = true;
    });
  }

  // Once; a failed reading is tried again the next time.
  function load() {
    if (!loading) {
      loading = read(url).then(function (all) {
        data = all;
        data.rows = unpack(all, all.records || []);
        return !data.parts && data.texts <= AUTO_FILES ? readTexts() : null;
      });
      loading.catch(function () { loading = null; });
    }
    return loading;
  }

  function element(name, text, className) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    if (className) e.className = className;
    return e;
  }

  function button(text, press) {
    var b = element('button', text, 'button');
    b.type = 'button';
    b.addEventListener('click', press);
    return b;
  }

  function addressOf(row) {
    var path = data.areas[row.areas[0]][0];
    return home + (path ? path + '/' : '') + data.kinds[row.kind][0] + '/' + row.id + '/';
  }

  // What the data says in Japanese, as the page says it.
  function said(text) {
    var at = results.getAttribute('data-from').split('|').indexOf(text);
    return at < 0 ? text : results.getAttribute('data-words').split('|')[at];
  }

  function chosen(name, n) {
    return form.elements[name].options[n].text.trim();
  }

  function areaOf(row) {
    var area = data.areas[row.areas[0]], options = form.elements.area.options;
    for (var n = 0; foreign && n < options.length; n++) if (options[n].value === area[0]) return chosen('area', n);
    return area[1];
  }

  function lineOf(row) {
    var li = element('li'), a = element('a', row.name), at = element('p', '', 'at');
    a.href = addressOf(row);
    li.appendChild(a);
    if (foreign) {
      a.lang = 'ja';
      a.hreflang = 'ja';
      if (row.english && html.lang === 'en') {
        a.prepend(element('span', row.english + ' '));
        a.firstChild.lang = 'en';
      }
      li.append(' ', element('small', words[JAPANESE], 'tongue'));
    }
    if (row.state) li.append(' ', element('b', said(row.state), 'state'));
    if (row.marks & 1) li.append(' ', element('b', words[SAMPLE], 'sample'));
    li.appendChild(element('p', row.summary)).lang = 'ja';
    [said(data.kinds[row.kind][1]), areaOf(row)].concat(row.ages.map(function (n) { return foreign ? chosen('age', n + 1) : data.ages[n][0]; }))
      .filter(Boolean).forEach(function (text) { at.append(element('span', text), ' '); });
    if (row.marks & 2) at.append(element('b', words[STALE]));
    li.appendChild(at);
    return li;
  }

  function valueOf(name) {
    return form.elements[name].value;
  }

  function asked() {
    return {
      words: wordsOf(valueOf('q'), data.same), area: valueOf('area'),
      age: form.elements.age.selectedIndex - 1, purpose: form.elements.purpose.selectedIndex - 1
    };
  }

  // What is asked stands in the address: it can be shared.
  function keepAddress() {
    var query = new URLSearchParams();
    fields.forEach(function (name) { if (valueOf(name)) query.set(name, valueOf(name)); });
    var text = query.toString();
    if (window.history.replaceState) history.replaceState(null, '', location.pathname + (text ? '?' + text : ''));
  }

  // One choice given up at a time.
  function others(now) {
    var list = [['area', words[ANY_AREA], { area: '' }], ['age', words[ANY_AGE], { age: -1 }],
      ['purpose', words[ANY_PURPOSE], { purpose: -1 }]].filter(function (one) { return valueOf(one[0]); })
      .map(function (one) { return { field: one[0], value: '', text: one[1], now: Object.assign({}, now, one[2]) }; });
    var written = valueOf('q').split(/[\s\u3000]+/).filter(function (word) { return fold(word); });
    if (written.length > 1 && written.length <= WORDS) written.forEach(function (word, i) {
      var rest = written.filter(function (other, n) { return n !== i; }).join('　');
      list.push({ field: 'q', value: rest, text: words[LESS].replace('%w', function () { return word; }), now: Object.assign({}, now, { words: wordsOf(rest, data.same) }) });
    });
    return list;
  }

  // With how much each would find.
  function showOthers(now, place) {
    var mine = turn, list = element('ul', '', 'tiles'), all = others(now);
    Promise.all(all.map(function (one) { return ready(one.now); })).then(function () {
      if (mine !== turn) return;
      all.forEach(function (one) {
        var count = find(data, one.now).length, li = element('li');
        if (!count) return;
        li.appendChild(button(one.text + words[COUNT].replace('%n', count), function () {
          form.elements[one.field].value = one.value;
          search();
        }));
        list.appendChild(li);
      });
      if (list.childNodes.length) place.append(element('h2', words[OTHERS]), list);
    }, fail);
  }

  function showNothing(now) {
    var place = element('div'), ask = element('p'), link = element('a', words[FIRST]);
    link.href = '#ask';
    ask.append(words[ASK], ' ', link);
    results.append(place, ask);
    showOthers(now, place);
  }

  function showLines(rows) {
    var list = element('ul', '', 'lines');
    rows.slice(0, shown).forEach(function (row) { list.appendChild(lineOf(row)); });
    results.appendChild(list);
    if (rows.length > shown) results.appendChild(button(words[MORE].replace('%n', rows.length - shown), function () {
      var first = shown;
      shown += SHOWN;
      show(false);
      results.querySelectorAll('.lines > li > a')[first].focus();
    }));
    if (!textsRead) results.appendChild(button(words[DEEPER], function () {
      found.textContent = words[LOADING];
      readTexts().then(function () { show(true); }).catch(fail);
    }));
  }

  function show(tell) {
    var now = asked(), rows;
    keepAddress();
    results.textContent = '';
    if (!now.words.length && !now.area && now.age < 0 && now.purpose < 0) {
      found.textContent = '';
      return;
    }
    rows = find(data, now);
    if (tell) found.textContent = rows.length ? words[FOUND].replace('%n', rows.length) : words[NOTHING];
    if (rows.length || !textsRead) showLines(rows);
    if (!rows.length) showNothing(now);
  }

  function fail() {
    found.textContent = words[FAILED];
  }

  function search() {
    var mine = ++turn;
    if (!data) found.textContent = words[LOADING];
    load().then(function () { return ready(asked()); }).then(function () {
      if (mine !== turn) return;
      shown = SHOWN;
      show(true);
    }).catch(fail);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(search, 250);
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault();
    clearTimeout(timer);
    search();
  });
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  var query = new URLSearchParams(location.search);
  fields.forEach(function (name) { if (query.get(name)) form.elements[name].value = query.get(name).slice(0, 100); });
  ['area', 'age', 'purpose'].forEach(function (name) {
    if (form.elements[name].selectedIndex < 0) form.elements[name].value = '';
    if (valueOf(name)) form.querySelector('details').open = true;
  });
  form.hidden = false;
  if (fields.some(valueOf)) search();
  else form.elements.q.focus({ preventScroll: true });
  // The page gives the box its focus: that is no use of it.
  form.addEventListener('pointerdown', function () { load().catch(function () {}); });
})();
