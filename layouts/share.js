/* 知らせるボタン、印刷するボタン、SNSに貼る文をコピーするボタン。ことばは data-words に並ぶ。 */
(function () {
  'use strict';
  var box = document.getElementById('share'), text = document.getElementById('sns'), board = navigator.clipboard;
  var link = location.href.split(/[?#]/)[0];
  function status() {
    var p = document.createElement('p');
    p.setAttribute('role', 'status');
    return p;
  }
  function button(words, press) {
    var b = document.createElement('button');
    b.type = 'button';
    b.className = 'button plain-button';
    b.textContent = words;
    b.addEventListener('click', press);
    return b;
  }
  function copies(words, told, done) {
    return function () {
      board.writeText(words).then(function () { told.textContent = done; }, function () { told.textContent = words; });
    };
  }
  function share() {
    var words = box.getAttribute('data-words').split('|'), told = status();
    if (navigator.share) box.appendChild(button(words[0], function () {
      navigator.share({ title: document.title, url: link }).catch(function () {});
    }));
    else if (board) box.appendChild(button(words[1], copies(link, told, words[3])));
    box.appendChild(button(words[2], function () { window.print(); }));
    box.appendChild(told);
  }
  /* 読み取り専用の箱なので、ボタンがなくても、さわって全部を選べる。 */
  function paste() {
    var words = text.getAttribute('data-words').split('|'), told = status(), p = document.createElement('div');
    text.addEventListener('focus', function () { text.select(); });
    if (!board) return;
    p.className = 'share';
    p.appendChild(button(words[0], copies(text.value, told, words[1])));
    p.appendChild(told);
    text.parentNode.insertBefore(p, text.nextSibling);
  }
  if (box) share();
  if (text) paste();
})();
