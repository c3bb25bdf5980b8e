/* 一覧に出ているものを、さらにしぼる。<li data-f="…"> の印で見分ける（gen/render/view_line.c）。
   選んだことはアドレスに残すだけで、おぼえない。 */
(function () {
  'use strict';
  var box = document.getElementById('narrow');
  var lines = [].slice.call(document.querySelectorAll('.lines > li'));
  if (!box || lines.length < 2 || !window.URLSearchParams) return;

  function dayAhead(days) {
    var d = new Date();
    d.setDate(d.getDate() + days);
    return 'd' + (d.getFullYear() * 10000 + (d.getMonth() + 1) * 100 + d.getDate());
  }

  var today = dayAhead(0), weekEnd = dayAhead(6);
  var marks = lines.map(function (li) { return (li.getAttribute('data-f') || '').split(' '); });
  // さらにしぼる（…）、さらにしぼる、無料、今週ある、%n件、%a件のうち%n件：layouts にあり、ほかのことばにもなる。
  var words = box.getAttribute('data-words').split('|');
  var choices = [['f', words[2]], ['w', words[3]]];
  box.getAttribute('data-access').split('|').forEach(function (label, i) { choices.push([String(i), label]); });

  function fits(own, key) {
    return own.indexOf(key) >= 0 ||
      (key === 'w' && own.some(function (mark) { return mark[0] === 'd' && mark >= today && mark <= weekEnd; }));
  }

  function left(keys) {
    return marks.filter(function (own) { return keys.every(function (key) { return fits(own, key); }); }).length;
  }

  // A choice that all lines have, or none, narrows nothing.
  choices = choices.filter(function (one) {
    var count = left([one[0]]);
    return count && count < lines.length;
  });
  if (!choices.length) return;

  function add(parent, name, text) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  var details = add(box, 'details'), told;
  add(details, 'summary', words[0]);
  var set = add(details, 'fieldset');
  set.setAttribute('aria-label', words[1]);
  told = add(box, 'p');
  told.setAttribute('role', 'status');
  box.className = 'narrow';
  var inputs = choices.map(function (one) {
    var label = add(set, 'label'), input = add(label, 'input');
    input.type = 'checkbox';
    input.value = one[0];
    label.append(one[1], ' ');
    add(label, 'span');
    return input;
  });

  function show() {
    var keys = inputs.filter(function (i) { return i.checked; }).map(function (i) { return i.value; });
    var query = new URLSearchParams(location.search);
    lines.forEach(function (li, i) { li.hidden = !keys.every(function (key) { return fits(marks[i], key); }); });
    inputs.forEach(function (i) {
      i.nextElementSibling.textContent = words[4].replace('%n', left(keys.indexOf(i.value) < 0 ? keys.concat(i.value) : keys));
    });
    [].forEach.call(document.querySelectorAll('.lines'), function (list) {
      list.parentNode.hidden = !list.querySelector('li:not([hidden])');
    });
    told.textContent = keys.length ? words[5].replace('%a', lines.length).replace('%n', left(keys)) : '';
    if (keys.length) query.set('only', keys.join('.'));
    else query.delete('only');
    query = query.toString();
    history.replaceState(null, '', location.pathname + (query ? '?' + query : '') + location.hash);
  }

  var asked = (new URLSearchParams(location.search).get('only') || '').split('.');
  inputs.forEach(function (i) { i.checked = asked.indexOf(i.value) >= 0; });
  details.open = inputs.some(function (i) { return i.checked; });
  set.addEventListener('change', show);
  show();
})();
