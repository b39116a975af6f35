// Speak a phrase into the microphone: the sound goes into the box for the file, as if it had been
// chosen there. Where a browser cannot record, the buttons stay hidden and the box is enough.

for (const part of document.querySelectorAll("[data-record]")) {
  const box = part.closest("form").querySelector("input[type=file]");
  const named = (name) => part.querySelector(`[data-${name}]`);
  const [start, stop, said] = ["start", "stop", "said"].map(named);
  const kinds = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
  const kind = window.MediaRecorder && kinds.find((one) => MediaRecorder.isTypeSupported(one));
  if (!kind || !navigator.mediaDevices) continue;
  part.hidden = false;

  const swap = (recording) => {
    start.hidden = recording;
    stop.hidden = !recording;
  };

  const keep = (sounds) => {
    const files = new DataTransfer();
    files.items.add(new File(sounds, "voz." + kind.slice(6).split(";")[0], { type: kind }));
    box.files = files.files;
    box.dispatchEvent(new Event("change"));
    said.textContent = "✓";
  };

  start.addEventListener("click", async () => {
    said.textContent = "";
    try {
      const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
      const recorder = new MediaRecorder(microphone, { mimeType: kind, audioBitsPerSecond: 24000 });
      const sounds = [];
      recorder.addEventListener("dataavailable", (event) => sounds.push(event.data));
      recorder.addEventListener("stop", () => {
        for (const track of microphone.getTracks()) track.stop();
        swap(false);
        keep(sounds);
      });
      stop.onclick = () => recorder.stop();
      // A phrase takes two seconds; nobody records a village by mistake.
      setTimeout(() => recorder.state === "recording" && recorder.stop(), 10000);
      recorder.start();
      swap(true);
      stop.focus();
    } catch {
      said.textContent = part.dataset.refused;
    }
  });
}
