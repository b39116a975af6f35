// Read a number and its addition aloud: recordings one after the other, or the telephone's own
// voice. All recordings are here before the first is heard: with one left out the sum would be a
// false one.
"use strict";

for (const button of document.querySelectorAll("[data-listen]")) {
  const { say, base, clips, wait, mute } = button.dataset;
  const note = button.parentElement.querySelector("[role=status]");
  const speech = window.speechSynthesis;
  const voice = () => {
    const spanish = speech ? speech.getVoices().filter((one) => /^es\b/i.test(one.lang)) : [];
    return spanish.find((one) => /PE|419|MX|US/.test(one.lang)) || spanish[0];
  };
  const show = () => { button.hidden = !(clips || voice()); };
  let turn = 0;
  let sound = null;

  const stop = (word = "") => {
    turn += 1;
    sound?.close();
    sound = null;
    speech?.cancel();
    button.setAttribute("aria-pressed", false);
    note.textContent = word;
  };

  const loaded = async (name) => {
    const answer = await fetch(base + name);
    if (!answer.ok) throw new Error(name);
    return [name, await sound.decodeAudioData(await answer.arrayBuffer())];
  };

  const play = async (names) => {
    const mine = turn;
    note.textContent = wait;
    sound = new AudioContext();
    const all = new Map(await Promise.all([...new Set(names)].map(loaded)));
    if (mine !== turn) return;
    note.textContent = "";
    let at = sound.currentTime + 0.1;
    let last;
    for (const name of names) {
      last = sound.createBufferSource();
      last.buffer = all.get(name);
      last.connect(sound.destination);
      last.start(at);
      at += last.buffer.duration;
    }
    last.onended = () => mine === turn && stop();
  };

  const read = () => {
    const mine = turn;
    const chosen = voice();
    if (!chosen) return stop(mute);
    note.textContent = "";
    const words = new SpeechSynthesisUtterance(say);
    const end = (word) => () => mine === turn && stop(word);
    Object.assign(words, { voice: chosen, lang: chosen.lang, rate: 0.85 });
    Object.assign(words, { onend: end(), onerror: end(mute) });
    speech.speak(words);
  };

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-pressed") === "true") return stop();
    button.setAttribute("aria-pressed", true);
    const mine = turn;
    clips ? play(clips.split(" ")).catch(() => mine === turn && read()) : read();
  });
  speech?.addEventListener?.("voiceschanged", show);
  show();
}
