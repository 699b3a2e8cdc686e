/* Counts from the last key, pointer, wheel or touch in any tab of this browser. */
window.keywardIdle = (() => {
  const KEY = 'kw-last-seen';
  let timer;
  let lastWrite = 0;
  const seen = () => {
    const now = Date.now();
    if (now - lastWrite > 1000) {
      lastWrite = now;
      localStorage.setItem(KEY, String(now));
    }
  };
  const watch = (el, limitSeconds, warnSeconds, words) => {
    clearInterval(timer);
    seen();
    ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'].forEach((type) =>
      window.addEventListener(type, () => el.warned || seen(), { passive: true, capture: true })
    );
    el.warned = false;
    timer = setInterval(() => {
      const left = Math.ceil(limitSeconds - (Date.now() - Number(localStorage.getItem(KEY) || 0)) / 1000);
      document.querySelectorAll('[data-idle-left]').forEach((out) => {
        const text = words.replace('{0}', String(Math.max(1, Math.ceil(left / 60))));
        if (out.textContent !== text) out.textContent = text;
      });
      document.querySelectorAll('[data-idle-seconds]').forEach((out) => (out.textContent = String(Math.max(0, left))));
      if (left <= 0) {
        clearInterval(timer);
        el.$server.leave();
      } else if (left <= warnSeconds && !el.warned) {
        el.warned = true;
        el.$server.warn();
      } else if (left > warnSeconds && el.warned) {
        el.warned = false;
        el.$server.calm();
      }
    }, 1000);
  };
  const stay = (el) => {
    el.warned = false;
    lastWrite = 0;
    seen();
  };
  return { watch, stay };
})();
