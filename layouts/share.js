/* 知らせるボタンと、印刷するボタン。 */
(function () {
  'use strict';
  var box = document.getElementById('share'), told;
  if (!box) return;
  var link = location.href.split(/[?#]/)[0], board = navigator.clipboard;
  function add(text, press) {
    var b = document.createElement('button');
    b.type = 'button';
    b.className = 'button';
    b.textContent = text;
    b.addEventListener('click', press);
    box.appendChild(b);
  }
  if (navigator.share) add('このページを知らせる', function () {
    navigator.share({ title: document.title, url: link }).catch(function () {});
  });
  else if (board) add('このページのアドレスをコピーする', function () {
    board.writeText(link).then(function () { told.textContent = 'コピーしました。'; }, function () { told.textContent = link; });
  });
  add('このページを印刷する', function () { window.print(); });
  told = document.createElement('p');
  told.setAttribute('role', 'status');
  box.appendChild(told);
})();
