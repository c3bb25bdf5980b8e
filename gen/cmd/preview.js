// The preview's own script: when something was saved, the page is loaded again. Where at first only pages of some
// records are new, these are named, and all others wait for what follows. A page nobody looks at listens to nothing,
// for a browser has few connections to one server.
const bar = document.getElementById('keijiban-preview');
const away = bar.querySelector('.away');
let events = null;

function listen() {
  if (events) return;
  events = new EventSource('/_keijiban/events');
  events.onmessage = ({ data }) => {
    away.hidden = true;
    const [version, ...records] = data.split(' ');
    const waits = records.length && !records.includes(bar.dataset.record);
    if (version !== bar.dataset.version && !waits) location.reload();
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
