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
  // ことばは layouts にあり、ほかのことばにもなる。
  var words = box.getAttribute('data-words').split('|');
  var TITLE = 0, ACCESS = 1, QUICK = 2, COUNT = 6, TOLD = 7;
  // いつも見えている4つ（印はこの順）と、開くと見える来やすさ。
  var quick = ['f', 'w', 'n', 'r'].map(function (mark, i) { return [mark, words[QUICK + i]]; });
  var access = box.getAttribute('data-access').split('|').map(function (label, i) { return [String(i), label]; });

  function fits(own, key) {
    return own.indexOf(key) >= 0 ||
      (key === 'w' && own.some(function (mark) { return mark[0] === 'd' && mark >= today && mark <= weekEnd; }));
  }

  function left(keys) {
    return marks.filter(function (own) { return keys.every(function (key) { return fits(own, key); }); }).length;
  }

  // A choice that all lines have, or none, narrows nothing.
  function narrows(one) {
    var count = left([one[0]]);
    return count && count < lines.length;
  }
  quick = quick.filter(narrows);
  access = access.filter(narrows);
  if (!quick.length && !access.length) return;

  function add(parent, name, text) {
    var e = document.createElement(name);
    if (text) e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  var inputs = [], told, details;
  function choose(parent, title, choices) {
    var set = add(parent, 'fieldset');
    set.setAttribute('aria-label', title);
    choices.forEach(function (one) {
      var label = add(set, 'label'), input = add(label, 'input');
      input.type = 'checkbox';
      input.value = one[0];
      label.append(one[1], ' ');
      add(label, 'span');
      inputs.push(input);
    });
  }

  if (quick.length) {
    add(box, 'p', words[TITLE]).setAttribute('aria-hidden', 'true');
    choose(box, words[TITLE], quick);
  }
  if (access.length) {
    details = add(box, 'details');
    add(details, 'summary', words[ACCESS]);
    choose(details, words[ACCESS], access);
  }
  told = add(box, 'p');
  told.setAttribute('role', 'status');
  box.className = 'narrow';

  function show() {
    var keys = inputs.filter(function (i) { return i.checked; }).map(function (i) { return i.value; });
    var query = new URLSearchParams(location.search);
    lines.forEach(function (li, i) { li.hidden = !keys.every(function (key) { return fits(marks[i], key); }); });
    inputs.forEach(function (i) {
      i.nextElementSibling.textContent = words[COUNT].replace('%n', left(keys.indexOf(i.value) < 0 ? keys.concat(i.value) : keys));
    });
    [].forEach.call(document.querySelectorAll('.lines'), function (list) {
      list.parentNode.hidden = !list.querySelector('li:not([hidden])');
    });
    told.textContent = keys.length ? words[TOLD].replace('%a', lines.length).replace('%n', left(keys)) : '';
    if (keys.length) query.set('only', keys.join('.'));
    else query.delete('only');
    query = query.toString();
    history.replaceState(null, '', location.pathname + (query ? '?' + query : '') + location.hash);
  }

  var asked = (new URLSearchParams(location.search).get('only') || '').split('.');
  inputs.forEach(function (i) { i.checked = asked.indexOf(i.value) >= 0; });
  if (details) details.open = !!details.querySelector('input:checked');
  box.addEventListener('change', show);
  show();
})();
