/* 「ただいま 開いている時間です」：はっきりしているときだけ言う（gen/render/view_open.c）。時刻は、いつも日本の時刻。 */
(function () {
  'use strict';
  var p = document.getElementById('open');
  if (!p) return;
  function list(name) { return p.getAttribute(name).split(' ').map(function (one) { return one.split('-').map(Number); }); }
  function show() {
    var now = new Date(Date.now() + 9 * 36e5), minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    var day = now.getUTCFullYear() * 10000 + (now.getUTCMonth() + 1) * 100 + now.getUTCDate();
    var bit = 1 << (now.getUTCDay() + 6) % 7;
    var shut = list('data-shut').some(function (days) { return days[0] <= day && day <= days[1]; });
    var span = !shut && list('data-open').filter(function (s) { return s[0] & bit && s[1] <= minute && minute < s[2]; })[0];
    var end = span ? span[2] : 0, hour = Math.floor(end / 60);
    /* ことばは data-words に：文、午前の時、午前の時と分、午後の時、午後の時と分。 */
    var words = p.getAttribute('data-words').split('|'), time = words[1 + (hour < 12 ? 0 : 2) + (end % 60 ? 1 : 0)];
    p.textContent = span ? words[0].replace('%t', time.replace('%h', hour > 12 ? hour - 12 : hour % 12).replace('%m', end % 60)) : '';
    p.hidden = !span;
  }
  show();
  setInterval(show, 6e4);
})();
