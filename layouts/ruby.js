/* ふりがなを出したり消したりする。選んだことは、この機械の中だけでおぼえる。 */
(function () {
	'use strict';
	var root = document.documentElement;
	var button = document.getElementById('furigana');
	if (!button || !document.querySelector('ruby'))
		return;

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
