// A worker for pages that are read from the disk, where browsers allow none: its script runs in an empty frame. The
// search of the site needs it. Written for this site; the plugin "offline" would load one from the network.
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.waiting = [];
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      const load = (address) => new Promise((resolve, reject) => {
        const script = frame.contentDocument.createElement("script");
        Object.assign(script, { src: address, onload: resolve, onerror: reject });
        frame.contentDocument.body.append(script);
      });
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => {
        const event = new MessageEvent("message", { data });
        this.dispatchEvent(event);
        this.onmessage?.(event);
      };
      this.inside.importScripts = (...addresses) => addresses.reduce((all, each) => all.then(() => load(each)), Promise.resolve());
      load(new URL(url, location.href).href).then(() => {
        for (const data of this.waiting.splice(0)) this.send(data);
        this.waiting = null;
      });
    }
    send(data) { this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data })); }
    postMessage(data) { this.waiting ? this.waiting.push(data) : this.send(data); }
    terminate() { this.inside.frameElement?.remove(); }
  };
}
