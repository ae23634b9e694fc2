for (const button of document.querySelectorAll('button[data-reveal]')) {
  const field = document.getElementById(button.getAttribute('aria-controls'));
  button.hidden = false;
  button.addEventListener('click', () => {
    const show = field.type === 'password';
    field.type = show ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(show));
    button.textContent = show ? button.dataset.hide : button.dataset.reveal;
    field.focus();
  });
  field.form.addEventListener('submit', () => {
    field.type = 'password';
  });
}
for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form')) delete form.dataset.sent;
});
// "2 minutes ago" goes on while the page is open, with the clock of this device as a stop watch only.
const moments = document.querySelectorAll('time[data-ago]');
if (moments.length > 0) {
  const opened = Date.now();
  const distance = new Intl.RelativeTimeFormat(moments[0].dataset.formats);
  setInterval(() => {
    for (const moment of moments) {
      const minutes = Math.floor((Number(moment.dataset.ago) + Date.now() - opened) / 60_000);
      if (minutes >= 60) moment.textContent = distance.format(-Math.floor(minutes / 60), 'hour');
      else if (minutes > 0) moment.textContent = distance.format(-minutes, 'minute');
    }
  }, 30_000);
}
const check = document.querySelector('img[data-check]');
if (check) {
  const address = check.src;
  const show = (good) => {
    document.documentElement.dataset.trusted = good ? 'yes' : 'no';
    if (!good) setTimeout(() => (check.src = address + '&' + Date.now()), 3000);
  };
  check.addEventListener('load', () => show(true));
  check.addEventListener('error', () => show(false));
  if (check.complete) show(check.naturalWidth > 0);
}
