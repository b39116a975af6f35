// Read a number and its addition aloud: recordings one after the other, or the telephone's own voice.
"use strict";

for (const button of document.querySelectorAll("[data-listen]")) {
  const { say, base, clips } = button.dataset;
  const speech = window.speechSynthesis;
  const voice = () => {
    const spanish = speech ? speech.getVoices().filter((one) => /^es\b/i.test(one.lang)) : [];
    return spanish.find((one) => /PE|419|MX|US/.test(one.lang)) || spanish[0];
  };
  const show = () => { button.hidden = !(clips || voice()); };
  const pressed = (yes) => button.setAttribute("aria-pressed", yes);
  let sound = null;

  const stop = () => {
    sound?.pause();
    sound = null;
    speech?.cancel();
    pressed(false);
  };

  const play = (names) => {
    const next = names.map((name) => new Audio(base + name));
    const on = () => {
      sound = next.shift();
      if (!sound) return stop();
      sound.onended = sound.onerror = on;
      sound.play().catch(stop);
    };
    on();
  };

  const read = () => {
    const words = new SpeechSynthesisUtterance(say);
    Object.assign(words, { voice: voice(), lang: voice().lang, rate: 0.85, onend: stop });
    speech.speak(words);
  };

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    pressed(true);
    clips ? play(clips.split(" ")) : read();
  });
  speech?.addEventListener?.("voiceschanged", show);
  show();
}
