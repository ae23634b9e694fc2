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
