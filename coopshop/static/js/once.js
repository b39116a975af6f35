// A form is sent once, however often its button is pressed. The server's key makes sure of it; this
// only spares a second journey on a slow line.

addEventListener("submit", (event) => {
  const form = event.target;
  if (!("once" in form.dataset)) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  const button = event.submitter;
  if (!button) return;
  button.setAttribute("aria-disabled", "true");
  const words = button.querySelector("span") || button;
  button.dataset.words = words.textContent;
  words.textContent = form.dataset.once;
});

// Back from the next page, out of the browser's memory: the form can be sent again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[data-words]")) {
      button.removeAttribute("aria-disabled");
      (button.querySelector("span") || button).textContent = button.dataset.words;
      delete button.dataset.words;
    }
  }
});
