// The preview's own script: when something was saved, the page is loaded again. A page nobody looks at listens to
// nothing, for a browser has few connections to one server.
const bar = document.getElementById('keijiban-preview');
const away = bar.querySelector('.away');
let events = null;

function listen() {
  if (events) return;
  events = new EventSource('/_keijiban/events');
  events.onmessage = ({ data }) => {
    away.hidden = true;
    if (data !== bar.dataset.version) location.reload();
  };
  events.onerror = () => {
    away.hidden = false;
    if (events.readyState !== EventSource.CLOSED) return;
    rest();
    setTimeout(listen, 1000);
  };
}

function rest() {
  if (events) events.close();
  events = null;
}

document.addEventListener('visibilitychange', () => (document.hidden ? rest() : listen()));
addEventListener('pagehide', rest);
addEventListener('pageshow', listen);
listen();
